/**
 * Loaded into the server before its own code. The server's supervisor holds the other end of its channel: the
 * server leaves when that one is gone, however it went, and tells it what it died of.
 */
const lastResort = 15_000 + Number(process.env.SHUTDOWN_DRAIN_MS ?? 0);

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), lastResort).unref();
});
process.channel?.unref();

process.on('uncaughtExceptionMonitor', (error) => process.send?.({ message: error.message }));
