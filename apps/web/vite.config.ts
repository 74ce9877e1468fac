import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Their modules only declare: one that nobody imports from can stay away. */
const OUR_PACKAGES = /\/packages\/(core|ui|client)\/src\/.*\.tsx?$/;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  server: { proxy: { "/api": "http://127.0.0.1:3000", "/docs": "http://127.0.0.1:3000" } },
  // The one worker lays out graphs; what it exports is for nobody, and its bundler would warn of that.
  worker: { rolldownOptions: { output: { name: "worker" } } },
  build: {
    target: "es2023",
    // Charts, graphs and the list of guessed passwords are large, and are fetched by the pages that need them alone.
    chunkSizeWarningLimit: 2_000,
    // Fonts stay files: as data: URLs they would be loaded even when unused, and the content policy forbids them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Our packages are entered through one index each. Without this, whatever a page that comes later needs of them
    // (tables, charts, the table of errors) would come with the first page.
    rolldownOptions: { treeshake: { moduleSideEffects: [{ test: OUR_PACKAGES, sideEffects: false }] } },
  },
});
