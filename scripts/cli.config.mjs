// How the command line is built: all of our own code in one file.
export default {
  publicDir: false,
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'gradloom.js' } },
  },
}
