const KEY = 'console-theme';
const ORDER = ['auto', 'light', 'dark'];

const stored = () => {
  try {
    return localStorage.getItem(KEY) ?? 'auto';
  } catch {
    return 'auto'; // storage may be forbidden; the system's choice holds then
  }
};

export const theme = () => (ORDER.includes(stored()) ? stored() : 'auto');

export function applyTheme(name = theme()) {
  if (name === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
}

export function nextTheme() {
  const next = ORDER[(ORDER.indexOf(theme()) + 1) % ORDER.length];
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // not kept beyond this page
  }
  applyTheme(next);
  return next;
}
