// What the pieces come to, while they are counted.
(() => {
  const form = document.querySelector("[data-count]");
  if (!form) return;
  const pieces = [...form.querySelectorAll("[data-fen]")];
  const yuan = (value) => `${value < 0 ? "-" : ""}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, "0")}`;
  const show = () => {
    let counted = 0;
    for (const one of pieces) {
      const fen = Number(one.dataset.fen) * (Number.parseInt(one.value, 10) || 0);
      counted += fen;
      one.closest("tr").querySelector("output").textContent = fen ? yuan(fen) : "";
    }
    const stays = Math.round((Number(form.querySelector("[name=change]").value) || 0) * 100);
    form.querySelector("[data-counted]").textContent = yuan(counted);
    form.querySelector("[data-difference]").textContent = yuan(counted - stays - Number(form.dataset.expected));
  };
  form.addEventListener("input", show);
  show();
})();
