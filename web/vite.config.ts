import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const page = (name: string) => resolve(import.meta.dirname, name, 'index.html')

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
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
