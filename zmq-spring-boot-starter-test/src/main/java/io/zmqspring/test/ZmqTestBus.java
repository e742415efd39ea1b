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

package io.zmqspring.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;

/**
 * Connects several applications in one test: sockets that would meet in production meet
 * here, in the process and without ports. Each application is started from its own class
 * and settings. Two buses do not receive each other's messages. Safe for any number of
 * threads.
 *
 * @since 0.1
 */
public final class ZmqTestBus implements AutoCloseable {

	static final String LOCALHOST = "localhost";

	// Spring Boot cannot initialize its logging for two applications at the same time
	private static final ReentrantLock PREPARING = new ReentrantLock();

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final MessageLog log = new MessageLog();

	private final Deque<ConfigurableApplicationContext> applications = new ArrayDeque<>();

	/**
	 * Start an application without a web server, on the host {@code localhost}. Its roles
	 * are connected to those of the applications of this bus, whichever is started first.
	 * @param application the class with {@code @SpringBootApplication}
	 * @param properties properties in the form {@code key=value}, for example
	 * {@code spring.config.name=billing} for settings of its own
	 * @return the application context, closed by {@link #close()} at the latest; it has
	 * {@link ZmqTestPeers}, but none for work that another application may do
	 */
	public ConfigurableApplicationContext start(Class<?> application, String... properties) {
		return startOn(LOCALHOST, application, properties);
	}

	/**
	 * Start an application without a web server on a host. What it binds is found by the
	 * others under the name of that host, as in production.
	 * @param host the name of the host in the settings of the other applications
	 * @param application see {@link #start(Class, String...)}
	 * @param properties see {@link #start(Class, String...)}
	 * @return see {@link #start(Class, String...)}
	 */
	public synchronized ConfigurableApplicationContext startOn(String host, Class<?> application,
			String... properties) {
		ConfigurableApplicationContext started = run(application,
				Stream
					.concat(Stream.of(properties),
							Stream.of(ZmqTestAutoConfiguration.HOST + "=" + host.toLowerCase(Locale.ROOT)))
					.map("--"::concat)
					.toArray(String[]::new));
		this.applications.push(started);
		started.getBean(ZmqTestPeers.class).endFaults();
		return started;
	}

	private ConfigurableApplicationContext run(Class<?> application, String[] arguments) {
		PREPARING.lock();
		try {
			return new SpringApplicationBuilder(application, ZmqTestAutoConfiguration.class)
				.web(WebApplicationType.NONE)
				.initializers(this::connect)
				.run(arguments);
		}
		finally {
			if (PREPARING.isHeldByCurrentThread()) {
				PREPARING.unlock();
			}
		}
	}

	// Called when the environment is prepared and logging is initialized
	private void connect(ConfigurableApplicationContext application) {
		PREPARING.unlock();
		application.getBeanFactory().registerSingleton("zmqContext", this.context);
		application.getBeanFactory().registerSingleton("zmqTestBus", this);
	}

	/**
	 * The test peers of an application.
	 * @param application an application of this bus
	 * @return its test peers
	 */
	public ZmqTestPeers peers(ConfigurableApplicationContext application) {
		return application.getBean(ZmqTestPeers.class);
	}

	/**
	 * All messages that the applications have published, in the order in which they were
	 * recorded. Those of different publishers may be recorded in another order than they
	 * were sent.
	 * @return the live records
	 */
	public RecordedMessages history() {
		return this.log.all();
	}

	MessageLog log() {
		return this.log;
	}

	/**
	 * Close all applications, the last one first.
	 */
	@Override
	public synchronized void close() {
		while (!this.applications.isEmpty()) {
			this.applications.pop().close();
		}
		this.context.close();
	}

}
