// Runs before the first paint so that a dark page never flashes white. A file of its own: inline scripts are forbidden.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("parlance.theme");
  } catch (error) {
    console.info("Theme choice cannot be read:", error.name);
  }
  const isDark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
})();
