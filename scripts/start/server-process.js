/**
 * Loaded into the server before its own code. The server's supervisor holds the other end of its channel: the
 * server leaves when that one is gone, however it went, and tells it what it died of.
 */
const lastResort = 10_000;

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), lastResort).unref();
});
process.channel?.unref();

process.on('uncaughtExceptionMonitor', (error) => process.send?.({ message: error.message }));

/** Once it is told to stop and nothing is being answered, what is left are timers that nobody waits for. */
process.on('SIGTERM', () => {
  const idle = /^(Timeout|Immediate|PipeWrap)$/;
  const leave = () =>
    process.getActiveResourcesInfo().every((name) => idle.test(name)) && process.exit();
  setInterval(leave, 50).unref();
});
