const loaded = new Map<string, Promise<void>>();

/**
 * Loads a style sheet of something that is opened later; resolves when it is in force, or could not be had. Import its address as
 * `./name.css?url`: what a script imports as `./name.css`, Astro links in every page that has the script.
 */
export function loadStyle(href: string): Promise<void> {
  let loading = loaded.get(href);
  if (!loading) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    loading = new Promise((resolve) => {
      link.onload = link.onerror = () => {
        resolve();
      };
    });
    document.head.append(link);
    loaded.set(href, loading);
  }
  return loading;
}
