// How Svelte components are compiled: runes only, in our own components.
export default {
  compilerOptions: {
    runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
  },
}
