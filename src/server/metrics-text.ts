// Figures for Prometheus, in its text format (version 0.0.4). A name may end with labels in braces.

export function metricsText(figures: Readonly<Record<string, number>>): string {
  return Object.entries(figures)
    .map(([name, value]) => {
      const [, word = '', labels = ''] = /^([^{]*)(.*)$/.exec(name) ?? []
      return `parley_${word.replaceAll(/[^a-zA-Z0-9_]/g, '_')}${labels} ${value}\n`
    })
    .join('')
}
