declare module '*.css'
/** As text. */
declare module '*.css?inline'
