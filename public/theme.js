// The theme that was chosen, before anything is painted.
((root) => {
  root.dataset.scripts = '';
  try {
    if (localStorage.theme) root.dataset.theme = localStorage.theme;
  } catch {}
})(document.documentElement);
