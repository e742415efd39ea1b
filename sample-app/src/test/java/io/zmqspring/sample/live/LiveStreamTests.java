package io.zmqspring.sample.live;

import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zmqspring.sample.SampleApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The stream of snapshots, read by clients that come and go.
 */
class LiveStreamTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context;

	private LiveStream stream;

	private Set<Thread> threadsOfOthers;

	@BeforeEach
	void start() {
		this.threadsOfOthers = threads();
		this.context = SpringApplication.run(SampleApplication.class, "--server.port=0", "--sample.live.interval=50ms");
		this.stream = this.context.getBean(LiveStream.class);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void allClientsGetTheSameSnapshots() throws Exception {
		try (Stream<String> one = open().body(); Stream<String> other = open().body()) {
			List<String> snapshots = snapshots(one);
			assertThat(snapshots)
				.allMatch((snapshot) -> snapshot.contains("\"name\":\"camera\",\"state\":\"RUNNING\""));
			assertThat(snapshots(other)).containsAnyElementsOf(snapshots);
		}
	}

	private static List<String> snapshots(Stream<String> lines) {
		return lines.filter((line) -> line.startsWith("data:")).limit(40).toList();
	}

	@Test
	void clientsThatAreGoneAreForgotten() throws Exception {
		try (Socket socket = request()) {
			assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 ");
			await().until(() -> this.stream.clients() == 1);
		}
		await().until(() -> this.stream.clients() == 0);
	}

	@Test
	void clientThatDoesNotReadHoldsUpNobody() throws Exception {
		try (Socket lazy = request()) {
			await().until(() -> this.stream.clients() == 1);
			lazy.setReceiveBufferSize(1024);
			try (Stream<String> eager = open().body()) {
				assertThat(snapshots(eager)).hasSize(40);
			}
		}
	}

	@Test
	void stoppingEndsStreamsAndThreadsAndRefusesNewOnes() throws Exception {
		try (Stream<String> open = open().body()) {
			await().until(() -> this.stream.clients() == 1);
			this.stream.stop();
			assertThat(open.count()).isPositive();
		}
		await().until(() -> this.stream.clients() == 0);
		assertThat(threads()).isSubsetOf(this.threadsOfOthers);
		assertThat(open().statusCode()).isEqualTo(503);
		this.stream.start();
		try (Stream<String> open = open().body()) {
			assertThat(open.findFirst()).isPresent();
		}
	}

	@Test
	void openStreamsDoNotHoldUpTheEndOfTheApplication() throws Exception {
		try (Stream<String> open = open().body()) {
			await().until(() -> this.stream.clients() == 1);
			Instant before = Instant.now();
			this.context.close();
			assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
			assertThat(open.count()).isPositive();
		}
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("live-"))
			.collect(Collectors.toSet());
	}

	private HttpResponse<Stream<String>> open() throws Exception {
		return this.client.send(
				HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/live/stream")).build(),
				BodyHandlers.ofLines());
	}

	private Socket request() throws Exception {
		Socket socket = new Socket("localhost", port());
		socket.getOutputStream()
			.write("GET /live/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static String firstLine(Socket socket) throws Exception {
		InputStream in = socket.getInputStream();
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next != '\r' && next != -1; next = in.read()) {
			line.append((char) next);
		}
		return line.toString();
	}

	private int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
