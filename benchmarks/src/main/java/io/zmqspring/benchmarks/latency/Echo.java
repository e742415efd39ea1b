package io.zmqspring.benchmarks.latency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The other process: publishes what it hears. It ends with its standard input, so not
 * later than the process that has started it.
 */
public final class Echo implements Consumer<byte[]> {

	private volatile @Nullable Station station;

	private Echo() {
	}

	/**
	 * Run it.
	 * @param arguments variant, address to publish at, address to hear
	 * @throws IOException if standard input cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		Echo echo = new Echo();
		try (Station opened = Variant.valueOf(arguments[0]).open(arguments[1], arguments[2], echo)) {
			echo.station = opened;
			System.in.readAllBytes();
		}
	}

	@Override
	public void accept(byte[] payload) {
		Station current = this.station;
		if (current != null) {
			current.send(payload);
		}
	}

	static Process start(Variant variant, String out, String in) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
		command.addAll(
				List.of("-cp", System.getProperty("java.class.path"), Echo.class.getName(), variant.name(), out, in));
		try {
			return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.INHERIT)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
