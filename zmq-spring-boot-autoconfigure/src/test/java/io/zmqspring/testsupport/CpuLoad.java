package io.zmqspring.testsupport;

import java.util.stream.IntStream;

/**
 * Keeps every processor busy until closed.
 */
public final class CpuLoad implements AutoCloseable {

	private volatile boolean running = true;

	private CpuLoad() {
		IntStream.range(0, Runtime.getRuntime().availableProcessors()).forEach((number) -> {
			Thread thread = new Thread(this::burn, "cpu-load-" + number);
			thread.setDaemon(true);
			thread.start();
		});
	}

	public static CpuLoad start() {
		return new CpuLoad();
	}

	private void burn() {
		while (this.running) {
			Thread.onSpinWait();
		}
	}

	@Override
	public void close() {
		this.running = false;
	}

}
