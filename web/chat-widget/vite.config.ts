import { resolve } from 'node:path'
import { defineConfig } from 'vite'

// One small file for pages of others: nothing is loaded after it, and nothing is left on the page.
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/web/connectwidget/static'),
    emptyOutDir: true,
    lib: {
      entry: resolve(import.meta.dirname, 'main.ts'),
      formats: ['iife'],
      name: 'ParleyChat',
      fileName: () => 'amazon-connect-chat-interface-client.js',
    },
  },
})
