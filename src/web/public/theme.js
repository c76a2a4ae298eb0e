// Sets the remembered theme and language before the first paint.
try {
  const theme = localStorage.getItem("parley.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  const language = localStorage.getItem("parley.language");
  if (language === "zh-CN" || language === "en") document.documentElement.lang = language;
} catch {
  // No storage: the system decides.
}
