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

package io.zmqspring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.zmqspring.autoconfigure.settings.ZmqProxyConnectionDetails;
import io.zmqspring.autoconfigure.settings.ZmqProxyCustomizer;
import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.settings.value.Resolve;
import io.zmqspring.settings.value.SecurityRole;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The beans of proxies.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProxyBeansTests {

	/** The proxies of {@code every-key.yml}. */
	static final Map<String, ProxySettings> EVERY_KEY = Map.of("hall", new ProxySettings(ProxyType.PUSH_PULL,
			PipeSettings.builder("tcp://127.0.0.1")
				.port(5561)
				.bind(false)
				.resolve(Resolve.ALL)
				.resolveInterval(Duration.ofSeconds(43))
				.highWaterMark(21)
				.linger(Duration.ofSeconds(22))
				.security("orders")
				.securityRole(SecurityRole.SERVER)
				.socket((socket) -> socket.ipv6(true))
				.build(),
			PipeSettings.builder("tcp://127.0.0.1:5562").highWaterMark(23).linger(Duration.ofSeconds(24)).build(),
			PipeSettings.builder("tcp://127.0.0.1:5563").highWaterMark(25).build()));

	private static final String[] HALL = { "zmq.proxies.hall.type=pub-sub",
			"zmq.proxies.hall.frontend.address=tcp://127.0.0.1:0", "zmq.proxies.hall.backend.address=tcp://127.0.0.1:0",
			"zmq.proxies.hall.capture.address=tcp://127.0.0.1:0" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class));

	@Test
	void entryIsABeanThatIsRunningWithItsPorts() {
		this.runner.withPropertyValues(HALL).run((context) -> {
			ZmqProxy proxy = context.getBean("hallProxy", ZmqProxy.class);
			assertThat(proxy.state()).isEqualTo(ZmqState.RUNNING);
			assertThat(proxy.role()).isEqualTo("proxy");
			assertThat(proxy.addresses()).containsExactly(address(context.getEnvironment()::getProperty, "frontend"),
					address(context.getEnvironment()::getProperty, "backend"),
					address(context.getEnvironment()::getProperty, "capture"));
			proxy.stop();
			assertThat(proxy.addresses()).containsExactly("tcp://127.0.0.1:0", "tcp://127.0.0.1:0",
					"tcp://127.0.0.1:0");
			assertThat(context.getEnvironment().getProperty("local.zmq.proxy.hall.frontend.port")).isNull();
		});
	}

	private static String address(UnaryOperator<String> environment, String side) {
		return "tcp://127.0.0.1:" + environment.apply("local.zmq.proxy.hall." + side + ".port");
	}

	@Test
	void environmentVariablesAreSufficient() {
		Map<String, Object> variables = Map.of("ZMQ_PROXIES_HALL_TYPE", "push-pull",
				"ZMQ_PROXIES_HALL_FRONTEND_ADDRESS", "tcp://127.0.0.1:0", "ZMQ_PROXIES_HALL_BACKEND_ADDRESS",
				"tcp://127.0.0.1:0", "ZMQ_PROXIES_HALL_BACKEND_HIGHWATERMARK", "7");
		this.runner.withInitializer((context) -> {
			String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
			context.getEnvironment()
				.getPropertySources()
				.replace(name, new SystemEnvironmentPropertySource(name, variables));
		}).run((context) -> {
			assertThat(context).hasNotFailed();
			ZmqProxy proxy = context.getBean(ZmqProxy.class);
			assertThat(proxy.settings().type()).isEqualTo(ProxyType.PUSH_PULL);
			assertThat(proxy.settings().backend().highWaterMark()).isEqualTo(7);
		});
	}

	@Test
	void defaultsOfAllRolesHoldForTheSocketsOfProxies() {
		this.runner.withPropertyValues(HALL)
			.withPropertyValues("zmq.defaults.high-water-mark=9", "zmq.defaults.socket.max-connections=11",
					"zmq.proxies.hall.backend.high-water-mark=8")
			.run((context) -> {
				ProxySettings settings = context.getBean(ZmqProxy.class).settings();
				assertThat(settings.frontend().highWaterMark()).isEqualTo(9);
				assertThat(settings.backend().highWaterMark()).isEqualTo(8);
				assertThat(settings.backend().socket().maxConnections()).isEqualTo(11);
			});
	}

	@Test
	void defaultsAloneMakeNoCapture() {
		this.runner.withPropertyValues(HALL[0], HALL[1], HALL[2], "zmq.defaults.high-water-mark=9")
			.run((context) -> assertThat(context.getBean(ZmqProxy.class).settings().capture()).isNull());
	}

	@Test
	void connectionDetailsAndCustomizersChangeTheSettings() {
		this.runner.withPropertyValues(HALL)
			.withBean(ZmqProxyConnectionDetails.class, InprocAddresses::new)
			.withBean(ZmqProxyCustomizer.class,
					() -> (name, builder) -> builder.backend((backend) -> backend.highWaterMark(name.length())))
			.run((context) -> {
				ZmqProxy proxy = context.getBean(ZmqProxy.class);
				assertThat(proxy.frontendAddresses()).containsExactly("inproc://front.of.hall");
				assertThat(proxy.backendAddresses()).containsExactly("inproc://back.of.hall");
				assertThat(proxy.settings().backend().highWaterMark()).isEqualTo(4);
			});
	}

	@Test
	void beanOfTheApplicationHasPrecedence() {
		ZmqProxy own = Mockito.mock();
		this.runner.withPropertyValues(HALL)
			.withBean("hallProxy", ZmqProxy.class, () -> own)
			.run((context) -> assertThat(context.getBean(ZmqProxy.class)).isSameAs(own));
	}

	@Test
	void missingSideIsNamed(CapturedOutput output) {
		RefusedStart.of(output, HALL[0], HALL[1]).says("zmq.proxies.hall.backend.address");
		RefusedStart.of(output, HALL[1], HALL[2]).says("zmq.proxies.hall.type").advises("Write pub-sub");
	}

	@Test
	void conflictsAreNamed(CapturedOutput output) {
		RefusedStart
			.of(output, HALL[0], "zmq.proxies.hall.frontend.address=tcp://*:5564",
					"zmq.proxies.hall.backend.address=tcp://*:5564")
			.says("Port conflict: 5564 used by proxies.hall.frontend and proxies.hall.backend.");
		RefusedStart
			.of(output, HALL[0], "zmq.proxies.hall.frontend.address=tcp://*:5564",
					"zmq.proxies.hall.backend.address=tcp://*:5565", "zmq.subscribers.in.topics=*",
					"zmq.subscribers.in.address=tcp://localhost:5564")
			.says("'zmq.subscribers.in' uses tcp://*:5564", "zmq.proxies.hall.frontend uses it");
	}

	static class InprocAddresses implements ZmqProxyConnectionDetails {

		@Override
		public List<String> getFrontendAddress(String name) {
			return List.of("inproc://front.of." + name);
		}

		@Override
		public List<String> getBackendAddress(String name) {
			return List.of("inproc://back.of." + name);
		}

	}

}
