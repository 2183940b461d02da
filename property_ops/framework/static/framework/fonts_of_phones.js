// A phone that draws two characters as the same empty box has no Chinese font of its own: it gets ours after all.
(() => {
  const drawn = (character) => {
    const pen = Object.assign(document.createElement("canvas"), { width: 24, height: 24 }).getContext("2d");
    pen.font = "20px sans-serif";
    pen.fillText(character, 2, 20);
    return pen.getImageData(0, 0, 24, 24).data.join();
  };
  if (drawn("物") === drawn("业")) document.getElementById("fonts").media = "all";
})();
