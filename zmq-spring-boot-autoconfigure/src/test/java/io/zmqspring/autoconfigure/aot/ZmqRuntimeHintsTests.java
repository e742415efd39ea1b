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

package io.zmqspring.autoconfigure.aot;

import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Type;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.messaging.Message;
import org.springframework.util.ClassUtils;

import io.zmqspring.autoconfigure.ZmqProperties;
import io.zmqspring.listener.ZmqHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.security.SecuritySettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The hints for native images.
 */
class ZmqRuntimeHintsTests {

	private static final Set<String> LOOKUPS = Set.of("MethodHandles$Lookup.findVarHandle",
			"MethodHandles$Lookup.findVirtual", "MethodHandles$Lookup.findStaticVarHandle",
			"MethodHandles$Lookup.findGetter", "JeroMqInternals.field");

	private final RuntimeHints hints = new RuntimeHints();

	@Test
	void registrarIsFoundAtBuildTime() {
		assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)).hasAtLeastOneElementOfType(ZmqRuntimeHints.class);
	}

	@ParameterizedTest
	@ValueSource(classes = { ZmqProperties.class, ContextSettings.class, SecuritySettings.class,
			PublisherSettings.class, SubscriberSettings.class, WorkerSettings.class, ControllerSettings.class,
			PoolSettings.class, ProxySettings.class, PipeSettings.class, SocketTuning.class })
	void settingsCanBeBound(Class<?> settings) throws Exception {
		register();
		Class<?>[] types = Arrays.stream(settings.getRecordComponents())
			.map((component) -> component.getType())
			.toArray(Class<?>[]::new);
		Constructor<?> constructor = settings.getDeclaredConstructor(types);
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(constructor)).accepts(this.hints);
		assertThat(
				RuntimeHintsPredicates.reflection().onMethodInvocation(settings.getRecordComponents()[0].getAccessor()))
			.accepts(this.hints);
	}

	@Test
	void namesThatHealthShowsCanBeWritten() {
		register();
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(ZmqRole.ResolvedName.class.getRecordComponents()[0].getAccessor())).accepts(this.hints);
	}

	@Test
	void membersOfJeroMqThatTheEngineLooksUpAreReachable() {
		register();
		Set<String> members = new LinkedHashSet<>();
		Set<String> ofOtherClasses = new LinkedHashSet<>();
		ConstantsBefore.calls("socket/engine", (method, constants) -> {
			int name = firstText(constants);
			if (LOOKUPS.contains(method) && name >= 0 && name + 1 < constants.size()
					&& constants.get(name + 1) instanceof Type owner) {
				String member = String.valueOf(constants.get(name));
				boolean named = !owner.getClassName().startsWith("java.") && check(owner.getClassName(), member);
				(named ? members : ofOtherClasses).add(member);
			}
		});
		assertThat(members).contains("msgsWritten", "xsend", "selector", "timers", "outActive", "slots")
			.hasSizeGreaterThan(30);
		// Their classes are not public, and found by name
		assertThat(ofOtherClasses).containsExactlyInAnyOrder("endpoint", "add", "next");
		assertThat(check("zmq.SocketBase$EndpointPipe", "endpoint")).isTrue();
		for (String member : List.of("add", "rm", "pipes", "next", "min", "count")) {
			assertThat(check("zmq.socket.pubsub.Mtrie", member)).isTrue();
		}
		assertThat(check("zmq.socket.pubsub.Mtrie", "match")).isTrue();
	}

	private static int firstText(List<Object> constants) {
		for (int i = 0; i < constants.size(); i++) {
			if (constants.get(i) instanceof String) {
				return i;
			}
		}
		return -1;
	}

	// A native image knows the members of a type that are declared there
	private boolean check(String owner, String member) {
		Class<?> type = ClassUtils.resolveClassName(owner, null);
		while (type != null && !declares(type.getDeclaredFields(), member)
				&& !declares(type.getDeclaredMethods(), member)) {
			type = type.getSuperclass();
		}
		if (type == null) {
			return false;
		}
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(declares(type.getDeclaredFields(), member) ? MemberCategory.ACCESS_DECLARED_FIELDS
					: MemberCategory.INVOKE_DECLARED_METHODS))
			.as("Hint for " + type.getName() + "." + member)
			.accepts(this.hints);
		return true;
	}

	private static boolean declares(Member[] members, String name) {
		return Arrays.stream(members).anyMatch((member) -> member.getName().equals(name));
	}

	@Test
	void classesThatAreLookedUpByNameAreReachable() {
		register();
		List<String> names = new ArrayList<>();
		ConstantsBefore.calls("", (method, constants) -> {
			if (method.equals("ClassUtils.isPresent") || method.equals("MethodHandles$Lookup.findClass")
					|| method.equals("JeroMqVersion$Hook.<init>")) {
				constants.stream()
					.filter(String.class::isInstance)
					.map(String.class::cast)
					.filter((name) -> name.contains(".") && ClassUtils.isPresent(name, null))
					.forEach(names::add);
			}
		});
		assertThat(names).contains("reactor.core.publisher.Flux", "zmq.socket.pubsub.Mtrie", "zmq.msg.MsgAllocator");
		assertThat(names).allSatisfy((
				name) -> assertThat(RuntimeHintsPredicates.reflection().onType(ClassUtils.resolveClassName(name, null)))
					.as("Hint for " + name)
					.accepts(this.hints));
	}

	@Test
	void versionOfJeroMqCanBeRead() {
		register();
		assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/maven/org.zeromq/jeromq/pom.properties"))
			.accepts(this.hints);
	}

	@Test
	void handlerMethodsCanBeCalledAndTheirPayloadsRead() {
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(this.hints, Handlers.class);
		for (String method : List.of("order", "twice", "work", "result")) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Handlers.class, method)).as(method)
				.accepts(this.hints);
		}
		for (Class<?> payload : List.of(Order.class, Item.class, Batch.class, Work.class, Done.class, Result.class)) {
			assertThat(RuntimeHintsPredicates.reflection()
				.onType(payload)
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).as(payload.getSimpleName())
				.accepts(this.hints);
		}
		assertThat(RuntimeHintsPredicates.reflection().onType(ZmqMessage.class)).rejects(this.hints);
	}

	@Test
	void handlerMethodsOfAnAnnotatedClassCanBeCalledAndSealedPayloadsRead() {
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(this.hints, TypedHandlers.class);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(TypedHandlers.class, "shape"))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(Circle.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
	}

	@Test
	void typeVariableThatIsBoundByItselfIsRegisteredAsItsBound() {
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(this.hints, Recursive.class);
		assertThat(RuntimeHintsPredicates.reflection().onType(Node.class)).accepts(this.hints);
	}

	private void register() {
		new ZmqRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	record Order(int id, List<Item> items) {

	}

	record Item(String name) {

	}

	record Batch(int size) {

	}

	record Work(int id) {

	}

	record Done(int id) {

	}

	record Result(int id) {

	}

	sealed interface Shape {

	}

	@ZmqMessageType("circle")
	record Circle(int radius) implements Shape {

	}

	@ZmqListener("shapes")
	static class TypedHandlers {

		@ZmqHandler
		void shape(Shape shape) {
		}

	}

	static class Handlers {

		@ZmqListener("order")
		void order(Message<Order> order, ZmqMessage message, Map<String, Object> headers) {
		}

		@ZmqListener("a")
		@ZmqListener("b")
		void twice(List<Batch> batch) {
		}

		@ZmqWorkHandler("pool")
		CompletableFuture<Done> work(Optional<Work> work) {
			return new CompletableFuture<>();
		}

		@ZmqResultListener(controller = "main", worker = "pool")
		void result(Result[] results) {
		}

	}

	static class Node<N extends Node<N>> {

	}

	static class Recursive<N extends Node<N>> {

		@ZmqListener("nodes")
		void node(N node) {
		}

	}

}
