// Runs before the first paint: the chosen colours, language and density, as kept on this device.
// A file of its own, because the page allows no inline scripts.
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const scheme = read('gx-color-scheme');
  const isDark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.mantineColorScheme = isDark ? 'dark' : 'light';
  const locale = read('gx-locale') ?? navigator.language.split('-')[0];
  if (['en', 'ru', 'ar'].includes(locale)) {
    root.lang = locale;
    root.dir = locale === 'ar' ? 'rtl' : 'ltr';
  }
  const density = read('gx-density');
  if (density) root.dataset.density = density;
})();
