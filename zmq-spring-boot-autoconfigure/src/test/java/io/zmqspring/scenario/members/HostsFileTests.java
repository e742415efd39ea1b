/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.scenario.members;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application whose hosts file changes: the names are looked up by the JDK itself.
 */
class HostsFileTests {

	private static final String HOST = "cameras.test";

	private static final String SHOW = "show";

	private final OpenResources open = new OpenResources();

	private final int port = FreePort.find();

	private final ZmqContext context = this.open.add(TestSecurity.NULL.context());

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.open.close();
	}

	@Test
	void membersComeAndGoWithTheHostsFile() throws IOException {
		write("127.0.0.2", "127.0.0.3");
		ZmqPublisher second = publisher(2);
		ZmqPublisher third = publisher(3);
		JavaPeer application = application();
		application.awaitStarted();
		checkReached(application, second, "from 2");
		checkReached(application, third, "from 3");
		write("127.0.0.3", "127.0.0.4");
		ZmqPublisher fourth = publisher(4);
		checkReached(application, fourth, "from 4");
		checkReached(application, second, "still from 2");
		checkMembers(application, third, List.of(3, 4), List.of(2));
		second.stop();
		checkMembers(application, third, List.of(3, 4), List.of());
		write("127.0.0.2", "127.0.0.3", "127.0.0.4");
		checkReached(application, publisher(2), "again from 2");
	}

	// Without the cache of the JDK, a change is noticed at the next look-up
	private JavaPeer application() {
		String options = "-Dsun.net.inetaddr.ttl=0 -Djdk.net.hosts.file=" + hostsFile();
		return this.open.add(JavaPeer.launch(List.of("env", "JAVA_TOOL_OPTIONS=" + options), Frames.class,
				"zmq.subscribers.screen.address=tcp://" + HOST + ":" + this.port, "zmq.subscribers.screen.resolve=all",
				"zmq.subscribers.screen.resolve-interval=100ms"));
	}

	private Path hostsFile() {
		return this.directory.resolve("hosts");
	}

	private void write(String... addresses) throws IOException {
		Path complete = Files.write(this.directory.resolve("hosts.new"),
				Stream.of(addresses).map((address) -> address + " " + HOST).toList());
		Files.move(complete, hostsFile(), StandardCopyOption.ATOMIC_MOVE);
	}

	private String address(int last) {
		return "tcp://127.0.0." + last + ":" + this.port;
	}

	private ZmqPublisher publisher(int last) {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, address(last));
		this.open.add(publisher::destroy);
		publisher.start();
		return publisher;
	}

	private static void checkReached(JavaPeer application, ZmqPublisher publisher, String text) {
		assertThat(publisher.awaitSubscriber("frame", Duration.ofSeconds(30))).isTrue();
		publisher.publish(text, "frame");
		assertThat(application.answer()).isEqualTo(text);
	}

	private void checkMembers(JavaPeer application, ZmqPublisher asking, List<Integer> resolved,
			List<Integer> leaving) {
		await().untilAsserted(() -> {
			asking.publish(SHOW, "frame");
			assertThat(application.answer()).isEqualTo(addresses(resolved) + " " + addresses(leaving));
		});
	}

	private List<String> addresses(List<Integer> lasts) {
		return lasts.stream().map(this::address).collect(Collectors.toList());
	}

	/**
	 * Answers each message with its text, or with the addresses of the name.
	 */
	static class Frames {

		private final ObjectProvider<ZmqSubscriber> screen;

		Frames(ObjectProvider<ZmqSubscriber> screen) {
			this.screen = screen;
		}

		@ZmqListener("frame")
		void on(String text) {
			ZmqRole.ResolvedName name = this.screen.getObject().resolvedNames().get(0);
			JavaPeer.writeAnswer(text.equals(SHOW) ? name.resolved() + " " + name.leaving() : text);
		}

	}

}
