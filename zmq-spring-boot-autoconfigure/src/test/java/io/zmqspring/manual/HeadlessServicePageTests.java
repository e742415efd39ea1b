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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.security.CurveKeys;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The publishers behind a headless service of {@code docs/deployment.md}: two of them and
 * a subscriber start with their variables and key files, and the subscriber hears both.
 */
@ExtendWith(OutputCaptureExtension.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have other permissions")
class HeadlessServicePageTests {

	private static final List<String> PODS = List.of("prices-0", "prices-1");

	private final List<JsonNode> objects = objects();

	private final int[] ports = { FreePort.find(), FreePort.find() };

	private final int[] replayPorts = { FreePort.find(), FreePort.find() };

	@TempDir
	private Path directory;

	@Test
	void subscriberHearsAllPublishers(CapturedOutput output) throws Exception {
		CurveKeys prices = CurveKeys.create(Files.createDirectory(this.directory.resolve("prices")).resolve("prices"));
		CurveKeys shop = CurveKeys.create(Files.createDirectory(this.directory.resolve("shop")).resolve("shop"));
		mount("StatefulSet", "prices", "clients", shop.publicFile());
		mount("Deployment", "shop", "server", prices.publicFile());
		publisher(0, prices).run((first) -> publisher(1, prices).run((second) -> {
			assertThat(first).hasNotFailed();
			assertThat(second).hasNotFailed();
			subscriber(shop).run((context) -> {
				assertThat(context).hasNotFailed();
				publish(first, "0");
				publish(second, "1");
				Prices heard = context.getBean(Prices.class);
				EventsApplication.await()
					.untilAsserted(() -> assertThat(heard.all).containsExactlyInAnyOrder("0", "1"));
			});
		}));
		assertThat(output).doesNotContain("WARN");
	}

	private static void publish(ApplicationContext context, String text) {
		ZmqPublisher publisher = context.getBean(ZmqPublisher.class);
		EventsApplication.await().until(() -> publisher.hasSubscriber("price"));
		publisher.publish(text, "price");
	}

	private ApplicationContextRunner publisher(int pod, CurveKeys keys) {
		return application("StatefulSet", "prices", keys,
				(value) -> value.replace("tcp://*:5555", "tcp://127.0.0.1:" + this.ports[pod])
					.replace("tcp://*:5556", "tcp://127.0.0.1:" + this.replayPorts[pod]));
	}

	private ApplicationContextRunner subscriber(CurveKeys keys) {
		return application("Deployment", "shop", keys, (value) -> {
			String local = value;
			for (String pod : PODS) {
				int i = PODS.indexOf(pod);
				local = local.replace(pod + ".prices:5555", "127.0.0.1:" + this.ports[i])
					.replace(pod + ".prices:5556", "127.0.0.1:" + this.replayPorts[i]);
			}
			return local;
		}).withBean(Prices.class);
	}

	private ApplicationContextRunner application(String kind, String name, CurveKeys keys,
			UnaryOperator<String> addresses) {
		Pod pod = new Pod(object(kind, name).at("/spec/template/spec"));
		Map<String, Object> variables = pod.variables(0, (volume) -> volume.equals("key")
				? keys.secretFile().getParent() : this.directory.resolve(name + "-" + volume));
		variables.replaceAll((variable, value) -> addresses.apply(value.toString()));
		return Pod.application(variables);
	}

	private void mount(String kind, String name, String volume, Path file) throws IOException {
		assertThat(object(kind, name).at("/spec/template/spec/volumes"))
			.anyMatch((declared) -> declared.path("name").asString().equals(volume) && declared.has("secret"));
		Path mounted = Files.createDirectory(this.directory.resolve(name + "-" + volume));
		Files.copy(file, mounted.resolve(file.getFileName()));
	}

	@Test
	void serviceIsHeadlessAndSelectsThePodsThatSubscribersList() {
		JsonNode service = object("Service", "prices").path("spec");
		JsonNode set = object("StatefulSet", "prices").path("spec");
		assertThat(service.path("clusterIP").asString()).isEqualTo("None");
		assertThat(set.path("serviceName").asString()).isEqualTo("prices");
		assertThat(set.path("replicas").asInt()).isEqualTo(PODS.size());
		assertThat(set.at("/template/metadata/labels")).isEqualTo(service.path("selector"));
		List<String> bound = new ArrayList<>();
		set.at("/template/spec/containers/0/ports").forEach((port) -> bound.add(port.path("containerPort").asString()));
		service.path("ports").forEach((port) -> assertThat(bound).contains(port.path("port").asString()));
	}

	private JsonNode object(String kind, String name) {
		return this.objects.stream()
			.filter((object) -> object.path("kind").asString().equals(kind)
					&& object.at("/metadata/name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static List<JsonNode> objects() {
		try {
			String manifest = new ClassPathResource("manual/kubernetes-headless.yaml")
				.getContentAsString(StandardCharsets.UTF_8);
			List<JsonNode> objects = new ArrayList<>();
			new Yaml().loadAll(manifest).forEach((object) -> objects.add(JsonMapper.shared().valueToTree(object)));
			return objects;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	static class Prices {

		final List<String> all = new CopyOnWriteArrayList<>();

		@ZmqListener("price")
		void on(String price) {
			this.all.add(price);
		}

	}

}
