// A drawing as a PNG, made by the browser: twice its size, on white, with the page's own fonts.

const SCALE = 2;

for (const button of document.querySelectorAll("[data-png]")) {
  button.hidden = false;
  button.addEventListener("click", () => save(button.dataset.png, button.dataset.name));
}

/** Fetch the SVG at an address, paint it, and hand it out under a name. */
async function save(address, name) {
  const answer = await fetch(address, { credentials: "same-origin" });
  const picture = await loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(await answer.text())}`);
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * SCALE;
  canvas.height = picture.naturalHeight * SCALE;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const link = document.createElement("a");
  link.download = name;
  link.href = canvas.toDataURL("image/png");
  link.click();
}

function loaded(source) {
  return new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => resolve(picture);
    picture.onerror = reject;
    picture.src = source;
  });
}
