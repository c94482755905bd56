'use strict';
// Before the first paint: the choice of last time. Without one the system's is taken (base.css).
try {
  const chosen = localStorage.getItem('readout-theme');
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen;
} catch (e) { /* storage is switched off */ }
