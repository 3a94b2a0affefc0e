import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = 'http://127.0.0.1:3000';

/** Paths that the API answers; in development they go to a running `npm start`. */
const apiPaths = ['/trpc', '/admin/auth', '/admin/me', '/crm', '/health'];

export default defineConfig({
  plugins: [react()],
  server: {
    port: 5173,
    proxy: Object.fromEntries(apiPaths.map((path) => [path, { target: api, changeOrigin: false }])),
  },
  build: {
    target: 'es2022',
    sourcemap: false,
    // A font inside the style sheet would be downloaded by everybody, whatever they read.
    assetsInlineLimit: 0,
  },
});
