// Adds up what is chosen, copies, calls WeChat's own browser, and looks again when the payer comes back. Without it all works by buttons.
"use strict";

const total = document.getElementById("total");
const boxes = [...document.querySelectorAll("input[data-fen]")];

function addUp() {
  const fen = boxes.filter((box) => box.checked).reduce((sum, box) => sum + Number(box.dataset.fen), 0);
  total.querySelector("output").textContent = `${Math.floor(fen / 100).toLocaleString("en")}.${String(fen % 100).padStart(2, "0")}`;
  document.querySelectorAll("[data-what=lines]").forEach((button) => { button.disabled = !fen; });
}

if (total) {
  total.hidden = false;
  boxes.forEach((box) => box.addEventListener("change", addUp));
  addUp();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(field.value);
  else document.execCommand("copy");
});

const ask = document.getElementById("ask");
const bridge = document.getElementById("bridge");

if (bridge) {
  bridge.addEventListener("click", () => {
    const said = { appId: bridge.dataset.appId, timeStamp: bridge.dataset.timeStamp, nonceStr: bridge.dataset.nonceStr,
      package: bridge.dataset.package, signType: bridge.dataset.signType, paySign: bridge.dataset.paySign };
    const call = () => window.WeixinJSBridge.invoke("getBrandWCPayRequest", said, (answer) => {
      if (answer.err_msg === "get_brand_wcpay_request:ok") ask.submit();
    });
    if (window.WeixinJSBridge) call();
    else document.addEventListener("WeixinJSBridgeReady", call, { once: true });
  });
}

// Back from the payment service: look at once, some seconds later once more, and no more than that by itself.
if (ask && "askIn" in ask.dataset) {
  history.replaceState(null, "", location.pathname);
  setTimeout(() => ask.submit(), 1000 * ask.dataset.askIn);
}
