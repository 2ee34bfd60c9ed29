/** What every page's script does: copy buttons and the search key. Pages work without it. */

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => void copyFrom(button));
}

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  if (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  ) {
    if (!(target instanceof HTMLInputElement) || !/^(?:radio|checkbox)$/.test(target.type)) return;
  }
  const box = document.querySelector<HTMLInputElement>('[data-search-box] input[type="search"]');
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

/** Copies the text of the snippet that the button names, and says so aloud and on the button. */
async function copyFrom(button: HTMLButtonElement): Promise<void> {
  const source = document.getElementById(button.dataset['copy'] ?? '');
  const label = button.querySelector('[data-label]');
  if (!source || !label) return;
  let said = 'Copied';
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    // Without a secure context or permission: select the text, so that the reader can copy it.
    getSelection()?.selectAllChildren(source);
    said = 'Selected: press Ctrl+C';
  }
  const before = label.textContent;
  label.textContent = said;
  setTimeout(() => {
    label.textContent = before;
  }, 2000);
}
