// Student's t: how many standard errors a confidence interval reaches to each side.

/** The value below which a share of Student's distribution lies, for shares above a half. */
export function studentQuantile(share: number, degrees: number): number {
  let [low, high] = [0, 1]
  while (below(high, degrees) < share) high *= 2
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2
    if (below(middle, degrees) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The share below `t`. Abramowitz and Stegun 26.7.3 and 26.7.4: a finite sum in the angle whose tangent
 * is t ÷ √degrees.
 */
function below(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees))
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const isOdd = degrees % 2 === 1
  let term = isOdd ? cosine : 1
  let sum = degrees === 1 ? 0 : term
  for (let n = isOdd ? 3 : 2; n <= degrees - 2; n += 2) {
    term *= ((n - 1) / n) * cosine ** 2
    sum += term
  }
  const within = isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
  return (1 + within) / 2
}
