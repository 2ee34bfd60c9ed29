import { say } from './say.ts';

const themes = ['system', 'light', 'dark'] as const;

/** Goes to the next theme: that of the system, light, dark. It is remembered, and `theme.js` puts it on before the next page is painted. */
export function switchTheme(): void {
  const root = document.documentElement;
  const now = themes.findIndex((theme) => theme === root.dataset['theme']);
  const next = themes[(Math.max(now, 0) + 1) % themes.length] ?? 'system';
  if (next === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = next;
  try {
    if (next === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', next);
  } catch {
    // Without storage it holds for this page.
  }
  const name = `Theme: ${next}`;
  document.querySelector('[data-theme-switch]')?.setAttribute('title', name);
  say(name);
}
