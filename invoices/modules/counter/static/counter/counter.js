// The counter: ticked lines make the amount, cash handed over makes the change, a card asks for its slip.
(() => {
  const form = document.querySelector("[data-counter]");
  if (!form) return;
  const amount = form.querySelector("[data-amount]");
  const given = form.querySelector("[data-given]");
  const change = form.querySelector("[data-change]");
  const transaction = form.querySelector("[data-transaction]");
  const fen = (text) => (/^\d+(\.\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text) * 100) : null);
  const yuan = (value) => `${value < 0 ? "-" : ""}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, "0")}`;
  const show = () => {
    const cash = form.querySelector("[name=channel]:checked")?.value === "cash";
    transaction.hidden = cash;
    given.closest("div").hidden = !cash;
    const [paid, meant] = [fen(given.value), fen(amount.value)];
    change.textContent = paid === null || meant === null ? "—" : yuan(paid - meant);
  };
  form.addEventListener("change", (event) => {
    if (event.target.name === "lines") {
      const ticked = [...form.querySelectorAll("[name=lines]:checked")];
      amount.value = ticked.length ? yuan(ticked.reduce((sum, one) => sum + Number(one.dataset.fen), 0)) : "";
    }
    show();
  });
  form.addEventListener("input", show);
  show();
  amount.select();
})();
