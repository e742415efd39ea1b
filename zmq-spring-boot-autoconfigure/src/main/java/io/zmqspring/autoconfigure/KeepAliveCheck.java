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

import java.util.Arrays;
import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * Warns if the application has publishers or controllers but ends at once, because no
 * thread keeps it running. An application with an {@code ApplicationRunner} or
 * {@code CommandLineRunner} has done its work when it is ready, and may end.
 */
class KeepAliveCheck implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(KeepAliveCheck.class);

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		ConfigurableApplicationContext context = event.getApplicationContext();
		if (context.getParent() == null && (has(context, ZmqPublisher.class) || has(context, ZmqController.class))
				&& !has(context, ApplicationRunner.class) && !has(context, CommandLineRunner.class) && !isCalledByTest()
				&& isLastThread()) {
			logger.warn("This application ends now: it only sends, and nothing keeps it running. Set"
					+ " spring.main.keep-alive: true if it should stay, or zmq.publishers.<name>.heartbeat.enabled: true."
					+ " If it should publish and end, do that in an ApplicationRunner");
		}
	}

	private static boolean has(ConfigurableApplicationContext context, Class<?> type) {
		return context.getBeanNamesForType(type).length > 0;
	}

	// The thread of a test goes on afterwards
	private static boolean isCalledByTest() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.map(StackWalker.StackFrame::getClassName)
				.anyMatch((name) -> name.startsWith("org.junit.") || name.startsWith("org.testng.")));
	}

	private static boolean isLastThread() {
		ThreadGroup group = Thread.currentThread().getThreadGroup();
		while (group.getParent() != null) {
			group = group.getParent();
		}
		Thread[] threads = new Thread[group.activeCount() + 100];
		group.enumerate(threads);
		return Arrays.stream(threads)
			.filter(Objects::nonNull)
			.allMatch((thread) -> thread.isDaemon() || thread == Thread.currentThread());
	}

}
