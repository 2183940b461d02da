"use strict";

// Whoever logs out, or is logged out, leaves no page of theirs on this device for use without a connection.
if ("caches" in window) caches.keys().then((names) => names.forEach((name) => caches.delete(name))).catch(() => {});
