/**
 * How Node is to be started where the media engine runs. V8 collects garbage with the help of threads that
 * rank below the media thread; waiting for them while the processors are busy took 15 ms at a time.
 */
export const MEDIA_NODE_FLAGS: readonly string[] = ['--single-threaded-gc']
