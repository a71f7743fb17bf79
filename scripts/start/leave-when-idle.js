/**
 * Loaded into servers that are not ours: once such a one is told to stop and nothing is being answered, what is
 * left are timers that nobody waits for.
 */
process.on('SIGTERM', () => {
  const idle = /^(Timeout|Immediate|PipeWrap)$/;
  const leave = () =>
    process.getActiveResourcesInfo().every((name) => idle.test(name)) && process.exit();
  setInterval(leave, 50).unref();
});
