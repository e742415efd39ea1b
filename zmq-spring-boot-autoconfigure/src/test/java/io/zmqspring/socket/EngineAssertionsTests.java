package io.zmqspring.socket;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.zmqspring.settings.ContextSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Under {@code -ea}, which build tools set for tests, JeroMQ's own assertions stay off.
 */
class EngineAssertionsTests {

	@Test
	void assertionsOfTheEngineAreOffWhereThoseOfTheApplicationAreOn() throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-ea",
				"-cp", System.getProperty("java.class.path"), Statuses.class.getName())
			.inheritIO()
			.start();
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(Statuses.ENGINE_OFF_APPLICATION_ON);
	}

	/**
	 * Exits with what it finds.
	 */
	static final class Statuses {

		static final int ENGINE_OFF_APPLICATION_ON = 42;

		private Statuses() {
		}

		public static void main(String[] args) {
			ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);
			context.engine();
			context.close();
			boolean application = Statuses.class.desiredAssertionStatus();
			boolean engine = zmq.Ctx.class.desiredAssertionStatus() || org.zeromq.ZMQ.class.desiredAssertionStatus();
			System.exit((application && !engine) ? ENGINE_OFF_APPLICATION_ON : 1);
		}

	}

}
