package io.zmqspring.role;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.socket.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Start, stop, restart: nothing leaks, nothing hangs, states are what they say.
 */
@ExtendWith(OutputCaptureExtension.class)
class LifecycleTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	@AfterEach
	void closeContext() {
		this.context.close();
	}

	@Test
	void restartsHundredTimesInOneContextWithoutLeakingThreadsDescriptorsOrPorts() throws IOException {
		int port = freePort();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withPropertyValues("zmq.publishers.events.address=tcp://127.0.0.1:" + port,
					"zmq.subscribers.events.address=tcp://127.0.0.1:" + port, "zmq.subscribers.events.topics=*")
			.run((application) -> {
				AtomicInteger handled = new AtomicInteger();
				application.getBean(ZmqSubscriber.class).addHandler("*", (topic, payload) -> handled.incrementAndGet());
				int descriptors = 0;
				for (int i = 0; i < 100; i++) {
					application.getSourceApplicationContext().stop();
					application.getSourceApplicationContext().start();
					if (i == 10) {
						descriptors = Census.descriptors();
					}
				}
				ZmqPublisher publisher = application.getBean(ZmqPublisher.class);
				await().until(() -> publisher.hasSubscriber("t"));
				publisher.publish("still there", "t");
				await().until(() -> handled.get() == 1);
				int before = descriptors;
				await().untilAsserted(() -> assertThat(Census.descriptors()).isLessThanOrEqualTo(before + 4));
				assertThat(Census.threads()).containsExactlyInAnyOrder("zmq-housekeeping", "zmq-reaper-1",
						"zmq-iothread-2", "zmq-subscriber-events");
			});
		await().untilAsserted(() -> assertThat(Census.threads()).isEmpty());
		assertFree(port);
	}

	@Test
	void contextThatFailsHalfWayLeavesNothingBound() throws IOException {
		int port = freePort();
		try (ServerSocket taken = new ServerSocket(0)) {
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
				.withPropertyValues("zmq.publishers.events.address=tcp://127.0.0.1:" + port,
						"zmq.subscribers.events.address=tcp://127.0.0.1:" + taken.getLocalPort(),
						"zmq.subscribers.events.bind=true", "zmq.subscribers.events.topics=*")
				.run((application) -> assertThat(application).getFailure()
					.hasStackTraceContaining("port " + taken.getLocalPort() + " is already in use"));
		}
		await().untilAsserted(() -> assertThat(Census.threads()).isEmpty());
		assertFree(port);
	}

	@Test
	void failedStartReleasesEarlierAddressesOfTheSameRole() throws IOException {
		int port = freePort();
		try (ServerSocket taken = new ServerSocket(0)) {
			ZmqPublisher publisher = Roles.publisher(this.context, "tcp://127.0.0.1:" + port,
					"tcp://127.0.0.1:" + taken.getLocalPort());
			assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(publisher::start)
				.withMessageContaining("port " + taken.getLocalPort() + " is already in use");
			assertThat(publisher.state()).isEqualTo(ZmqState.FAILED);
		}
		assertFree(port);
	}

	@Test
	void failedPublisherStartsOnceItsPortIsFree() throws IOException {
		ZmqPublisher publisher;
		try (ServerSocket taken = new ServerSocket(0)) {
			publisher = Roles.publisher(this.context, "tcp://127.0.0.1:" + taken.getLocalPort());
			assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(publisher::start);
		}
		publisher.start();
		assertThat(publisher.state()).isEqualTo(ZmqState.RUNNING);
		publisher.stop();
	}

	@Test
	void portIsFreeAsSoonAsStopReturns() throws IOException {
		ZmqPublisher publisher = Roles.publisher(this.context, "tcp://127.0.0.1:0");
		for (int i = 0; i < 20; i++) {
			publisher.start();
			int port = Integer.parseInt(Roles.addressOf(publisher).replaceAll(".*:", ""));
			publisher.stop();
			assertFree(port);
		}
	}

	@Test
	void statesFollowEachOtherAndStartAndStopAreIdempotent() {
		List<ZmqState> states = new CopyOnWriteArrayList<>();
		ZmqSubscriber subscriber = Roles.subscriber(this.context, "tcp://127.0.0.1:1", Roles.collecting(states), "t");
		assertThat(subscriber.state()).isEqualTo(ZmqState.INITIALIZED);
		subscriber.stop();
		subscriber.start();
		subscriber.start();
		subscriber.pause();
		subscriber.pause();
		subscriber.resume();
		subscriber.stop();
		subscriber.stop();
		assertThat(states).containsExactly(ZmqState.STARTING, ZmqState.RUNNING, ZmqState.PAUSED, ZmqState.RUNNING,
				ZmqState.STOPPING, ZmqState.STOPPED);
	}

	@Test
	void publishingWhileStoppedSaysSo() {
		ZmqPublisher publisher = Roles.publisher(this.context, "inproc://events");
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> publisher.publish("x", "t"))
			.withMessageContaining("Publisher 'events' is not running (INITIALIZED)");
	}

	@Test
	void stopUnderFullLoadMeetsItsDeadline() {
		ZmqPublisher publisher = Roles.publisher(this.context, "tcp://127.0.0.1:0");
		publisher.start();
		ZmqSubscriber subscriber = Roles.subscriber(this.context, Roles.addressOf(publisher));
		AtomicInteger handled = new AtomicInteger();
		subscriber.addHandler("load", (topic, payload) -> handled.incrementAndGet());
		subscriber.start();
		AtomicReference<Throwable> end = new AtomicReference<>();
		Thread load = new Thread(() -> {
			try {
				while (true) {
					publisher.publish("message", "load");
				}
			}
			catch (ZmqException ex) {
				end.set(ex);
			}
		});
		load.start();
		await().until(() -> handled.get() > 10_000);
		long start = System.nanoTime();
		subscriber.stop();
		publisher.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		await().until(() -> end.get() != null);
		assertThat(end.get()).hasMessageContaining("is not running");
	}

	@Test
	void handlerThatHangsIsNamedAndDoesNotHangTheStop(CapturedOutput output) {
		ZmqPublisher publisher = Roles.publisher(this.context, "inproc://hanging");
		publisher.start();
		ZmqSubscriber subscriber = Roles.subscriber(this.context, "inproc://hanging");
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch entered = new CountDownLatch(1);
		subscriber.addHandler("t", (topic, payload) -> {
			entered.countDown();
			awaitUninterruptibly(release);
		});
		subscriber.start();
		await().until(() -> publisher.hasSubscriber("t"));
		publisher.publish("x", "t");
		await().until(() -> entered.getCount() == 0);
		long start = System.nanoTime();
		subscriber.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(7));
		assertThat(output).contains("Subscriber 'events' did not stop within 5 s")
			.contains("awaitUninterruptibly(LifecycleTests");
		release.countDown();
		publisher.stop();
		await().untilAsserted(() -> assertThat(Census.threads()).doesNotContain("zmq-subscriber-events"));
	}

	@Test
	void handlerThatBlocksInterruptiblyIsInterruptedAfterTheDeadline(CapturedOutput output) {
		ZmqPublisher publisher = Roles.publisher(this.context, "inproc://blocking");
		publisher.start();
		ZmqSubscriber subscriber = Roles.subscriber(this.context, "inproc://blocking");
		CountDownLatch entered = new CountDownLatch(1);
		subscriber.addHandler("t", (topic, payload) -> {
			entered.countDown();
			new CountDownLatch(1).await();
		});
		subscriber.start();
		await().until(() -> publisher.hasSubscriber("t"));
		publisher.publish("x", "t");
		await().until(() -> entered.getCount() == 0);
		subscriber.stop();
		publisher.stop();
		assertThat(subscriber.stats().failed()).isEqualTo(1);
		assertThat(output).doesNotContain("did not stop within");
	}

	@Test
	void handlerMayStopItsOwnSubscriber() {
		ZmqPublisher publisher = Roles.publisher(this.context, "inproc://suicidal");
		publisher.start();
		ZmqSubscriber subscriber = Roles.subscriber(this.context, "inproc://suicidal");
		subscriber.addHandler("t", (topic, payload) -> subscriber.stop());
		subscriber.start();
		await().until(() -> publisher.hasSubscriber("t"));
		publisher.publish("x", "t");
		await().until(() -> subscriber.state() == ZmqState.STOPPED);
		await().untilAsserted(() -> assertThat(Census.threads()).doesNotContain("zmq-subscriber-events"));
		publisher.stop();
	}

	@Test
	void pausedSubscriberLeavesMessagesInTheQueueAndHandlesThemAfterResume() {
		ZmqPublisher publisher = Roles.publisher(this.context, "tcp://127.0.0.1:0");
		publisher.start();
		ZmqSubscriber subscriber = Roles.subscriber(this.context, Roles.addressOf(publisher));
		List<String> handled = new CopyOnWriteArrayList<>();
		subscriber.addHandler("t", (topic, payload) -> handled.add(new String(payload)));
		subscriber.start();
		await().until(() -> publisher.hasSubscriber("t"));
		subscriber.pause();
		publisher.publish("1", "t");
		publisher.publish("2", "t");
		await().during(Duration.ofMillis(300)).until(handled::isEmpty);
		subscriber.resume();
		await().untilAsserted(() -> assertThat(handled).containsExactly("1", "2"));
		subscriber.stop();
		publisher.stop();
	}

	@Test
	void subscribersStopBeforeAndStartAfterPublishersAndTheWebServer() {
		ZmqPublisher publisher = Roles.publisher(this.context, "inproc://events");
		ZmqSubscriber subscriber = Roles.subscriber(this.context, "inproc://events", "t");
		int webServerGracefulShutdown = Integer.MAX_VALUE - 1024;
		assertThat(subscriber.getPhase()).isGreaterThan(webServerGracefulShutdown);
		assertThat(publisher.getPhase()).isLessThan(0);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (true) {
			try {
				latch.await();
				return;
			}
			catch (InterruptedException ex) {
				// a handler that ignores interrupts is what is tested here
			}
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static void assertFree(int port) throws IOException {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress("127.0.0.1", port));
		}
	}

}
