'use strict';
// What all pages have: the theme button, the filter that folds on a phone, the help of keys.
(() => {
  const root = document.documentElement;
  const dark = () => root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;

  const button = document.querySelector('[data-theme-toggle]');
  const label = () => button.setAttribute('aria-label', dark() ? 'Switch to light' : 'Switch to dark');
  if (button) {
    label();
    button.addEventListener('click', () => {
      root.dataset.theme = dark() ? 'light' : 'dark';
      try { localStorage.setItem('readout-theme', root.dataset.theme); } catch (e) { /* off */ }
      label();
      document.dispatchEvent(new CustomEvent('readout:theme'));
    });
  }

  // An address without empty parameters can be read and cited.
  for (const form of document.querySelectorAll('form[data-filter]')) {
    form.addEventListener('formdata', event => {
      for (const [name, value] of [...event.formData.entries()]) {
        if (value === '') event.formData.delete(name);
      }
    });
  }

  // The part of the filter that is folded stays as it was left.
  const more = document.querySelector('details[data-keep]');
  if (more) {
    const key = 'readout-' + more.dataset.keep;
    try { if (sessionStorage.getItem(key) === 'open') more.open = true; } catch (e) { /* off */ }
    more.addEventListener('toggle', () => {
      try { sessionStorage.setItem(key, more.open ? 'open' : ''); } catch (e) { /* off */ }
    });
  }

  // Keys. A page adds its own to `readout.keys`: {j: [say what it does, do it]}.
  const typing = target => target.closest('input, textarea, select, [contenteditable]');
  const keys = (window.readout = window.readout || {}).keys = {
    '?': ['this help', () => help()],
    '/': ['search', () => document.querySelector('[name=q]')?.focus()],
    'Escape': ['back to the page', () => document.querySelector('dialog.keys')?.close()],
  };

  const help = () => {
    const dialog = document.querySelector('dialog.keys');
    if (!dialog) return;
    const list = dialog.querySelector('dl');
    list.replaceChildren();
    for (const [key, [what]] of Object.entries(keys)) {
      const dt = document.createElement('dt'), kbd = document.createElement('kbd');
      const dd = document.createElement('dd');
      kbd.textContent = key;
      dt.append(kbd);
      dd.textContent = what;
      list.append(dt, dd);
    }
    dialog.showModal();
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (typing(event.target)) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const held = keys[event.key];
    if (!held) return;
    if (event.key === 'Enter' && event.target.closest('a, button, summary')) return;
    if (held[1](event) !== false && event.key !== 'Escape') event.preventDefault();
  });
  document.querySelector('[data-keys]')?.addEventListener('click', help);
})();
