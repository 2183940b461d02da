/* Photos are made smaller on the phone before they are sent: what a camera takes is ten times what a page shows, and
   a slow line would take minutes. A browser that cannot do it sends them as they are. */

const MOST_BYTES = 400_000;
const LONGEST_SIDE = 1600;

document.querySelectorAll("input[type=file][accept*='image/jpeg']").forEach((field) => {
  field.addEventListener("change", () => {
    const button = field.form.querySelector("button[type=submit]");
    button.disabled = true;
    smaller(field).catch(() => {}).finally(() => (button.disabled = false));
  });
});

async function smaller(field) {
  const kept = new DataTransfer();
  for (const file of field.files) kept.items.add(file.size > MOST_BYTES ? await drawn(file).catch(() => file) : file);
  field.files = kept.files;
}

async function drawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
  return made && made.size < file.size ? new File([made], file.name, { type: "image/jpeg" }) : file;
}
