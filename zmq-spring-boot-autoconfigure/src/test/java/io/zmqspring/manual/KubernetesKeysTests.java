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

package io.zmqspring.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.security.CurveKeys;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The pod of {@code docs/security.md}: an application starts with its variables and with
 * files that are mounted as Kubernetes does it, behind links.
 */
@ExtendWith(OutputCaptureExtension.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have other permissions")
class KubernetesKeysTests {

	private static final int MODE_OF_SECRETS = 0644;

	private final Pod pod = Pod.read("kubernetes-keys.yaml");

	private final String port = String.valueOf(FreePort.find());

	@TempDir
	private Path directory;

	@Test
	void applicationStartsWithMountedKeysAndKnowsItsClientByTheNameOfTheFile(CapturedOutput output) throws Exception {
		Path keys = Files.createDirectory(this.directory.resolve("made"));
		CurveKeys orders = CurveKeys.create(keys.resolve("orders"));
		CurveKeys client = CurveKeys.create(keys.resolve("pump-7"));
		mount("key", orders.secretFile());
		mount("clients", client.publicFile());
		Pod.application(variables()).run((context) -> {
			assertThat(context).hasNotFailed();
			ZmqPublisher publisher = context.getBean(ZmqPublisher.class);
			client(client, orders).run((other) -> {
				assertThat(other).hasNotFailed();
				await().untilAsserted(() -> assertThat(publisher.connections()).filteredOn(Connection::handshakeDone)
					.extracting(Connection::user)
					.containsExactly("pump-7"));
			});
		});
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void clientOfTheNextVersionOfTheSecretIsLetInAndThePreviousOneIsNot() throws Exception {
		Path keys = Files.createDirectory(this.directory.resolve("made"));
		CurveKeys orders = CurveKeys.create(keys.resolve("orders"));
		CurveKeys previous = CurveKeys.create(keys.resolve("pump-7"));
		CurveKeys next = CurveKeys.create(keys.resolve("pump-8"));
		mount("key", orders.secretFile());
		Path mounted = mount("clients", previous.publicFile()).getParent();
		Map<String, Object> variables = variables();
		variables.put("ZMQ_SECURITY_CURVE_ORDERS_RELOADINTERVAL", "100ms");
		Pod.application(variables).run((context) -> {
			ZmqPublisher publisher = context.getBean(ZmqPublisher.class);
			client(previous, orders).run((one) -> client(next, orders).run((two) -> {
				await().untilAsserted(() -> assertThat(users(publisher)).containsExactly("pump-7"));
				swap(mounted, next.publicFile());
				await().untilAsserted(() -> assertThat(users(publisher)).containsExactly("pump-8"));
			}));
		});
	}

	// As Kubernetes does it: first the new files, then one link in place of another
	private static void swap(Path mounted, Path source) throws IOException {
		Path files = Files.createDirectory(mounted.resolve("..2026_11_28"));
		Files.copy(source, files.resolve(source.getFileName()));
		Path link = Files.createSymbolicLink(mounted.resolve("..data_tmp"), files.getFileName());
		Files.move(link, mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
		Files.createSymbolicLink(mounted.resolve(source.getFileName()),
				Path.of("..data", source.getFileName().toString()));
		try (Stream<Path> names = Files.list(mounted)) {
			for (Path name : names.filter((path) -> !Files.exists(path)).toList()) {
				Files.delete(name);
			}
		}
	}

	private static List<String> users(ZmqPublisher publisher) {
		return publisher.connections().stream().filter(Connection::handshakeDone).map(Connection::user).toList();
	}

	@Test
	void defaultModeOfSecretsCausesAWarning(CapturedOutput output) throws Exception {
		CurveKeys keys = CurveKeys.create(this.directory.resolve("orders"));
		mount("clients", keys.publicFile());
		Path file = mount("key", keys.secretFile());
		Files.setPosixFilePermissions(file.toRealPath(), permissions(MODE_OF_SECRETS));
		Pod.application(variables()).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("The secret key in " + file, "can be read by every user of the system");
	}

	private ApplicationContextRunner client(CurveKeys own, CurveKeys server) {
		return Pod.application(Map.of())
			.withPropertyValues("zmq.security.curve.orders.secret-file=" + own.secretFile(),
					"zmq.security.curve.orders.server-key-file=" + server.publicFile(),
					"zmq.subscribers.orders.address=tcp://127.0.0.1:" + this.port,
					"zmq.subscribers.orders.security=orders", "zmq.subscribers.orders.topics=*");
	}

	private Map<String, Object> variables() {
		Map<String, Object> variables = this.pod.variables(0, this::path);
		variables.replaceAll((name, value) -> value.toString().replace("//*:5555", "//127.0.0.1:" + this.port));
		return variables;
	}

	private Path path(String volume) {
		return this.directory.resolve("volume-" + volume);
	}

	// The names lead to a link, which leads to the present directory
	private Path mount(String volume, Path source) throws IOException {
		Path mounted = Files.createDirectory(path(volume));
		Path files = Files.createDirectory(mounted.resolve("..2026_11_27"));
		Path file = Files.copy(source, files.resolve(source.getFileName()));
		Files.setPosixFilePermissions(file, permissions(mode(volume)));
		Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..2026_11_27"));
		return Files.createSymbolicLink(mounted.resolve(source.getFileName()),
				Path.of("..data", source.getFileName().toString()));
	}

	private int mode(String volume) {
		for (JsonNode candidate : this.pod.spec().path("volumes")) {
			if (candidate.path("name").asString().equals(volume)) {
				return candidate.at("/secret/defaultMode").asInt(MODE_OF_SECRETS);
			}
		}
		throw new IllegalArgumentException(volume);
	}

	private static Set<PosixFilePermission> permissions(int mode) {
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		PosixFilePermission[] all = PosixFilePermission.values();
		for (int i = 0; i < all.length; i++) {
			if ((mode & (0400 >> i)) != 0) {
				permissions.add(all[i]);
			}
		}
		return permissions;
	}

}
