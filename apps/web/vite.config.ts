import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  server: { proxy: { "/api": "http://127.0.0.1:3000", "/docs": "http://127.0.0.1:3000" } },
  build: {
    target: "es2023",
    // Fonts stay files: as data: URLs they would be loaded even when unused, and the content policy forbids them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
