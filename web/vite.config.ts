import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, defineConfig } from 'vite'

const page = (name: string) => resolve(import.meta.dirname, name, 'index.html')

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [
    react(),
    {
      name: 'without-fonts',
      enforce: 'pre',
      // Cloudscape's own font is as large as all the rest of a page: the system's serves.
      transform: (code, id) =>
        id.includes('global-styles/index.css')
          ? code.replace(/@font-face\s*{[^}]*}/g, '')
          : undefined,
    },
    {
      name: 'chat-widget',
      // A script of its own kind, for pages of others.
      async closeBundle() {
        await build({ configFile: resolve(import.meta.dirname, 'chat-widget/vite.config.ts') })
      },
    },
  ],
  build: {
    outDir: resolve(import.meta.dirname, '../dist/web'),
    emptyOutDir: true,
    rollupOptions: {
      input: {
        console: page('console'),
        agent: page('agent'),
        ccp: page('ccp'),
        phone: page('phone'),
      },
    },
  },
})
