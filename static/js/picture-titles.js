// A picture's title from the name of its file: "harbour_at-dawn.jpg" is "Harbour at dawn".
// Cameras and phones only number their files; such a name leaves the title to be typed.
document.addEventListener("wagtail:images-upload", (event) => {
  const numbered = /^(img|image|dsc[fn]?|p|pxl|mvi|photo|picture|scan|screenshot|whatsapp image)?[\s\d.:,()-]*(at[\s\d.:,()-]*)?$/i;
  const name = event.detail.filename.replace(/\.[^.]+$/, "").replace(/[\s_-]+/g, " ").trim();
  const title = numbered.test(name) ? "" : name.charAt(0).toUpperCase() + name.slice(1);
  event.detail.data.title = title.slice(0, event.detail.maxTitleLength || 255);
});
