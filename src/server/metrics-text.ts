// Figures for Prometheus, in its text format (version 0.0.4).

export function metricsText(figures: Readonly<Record<string, number>>): string {
  return Object.entries(figures)
    .map(([name, value]) => `parley_${name.replaceAll(/[^a-zA-Z0-9_]/g, '_')} ${value}\n`)
    .join('')
}
