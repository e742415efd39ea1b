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

package io.zmqspring.listener;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import jakarta.annotation.PreDestroy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Handlers go with their bean: beans that are destroyed while the application runs, and
 * beans that are created then.
 */
class DestroyedListenerTests {

	private static void with(Consumer<ConfigurableApplicationContext> test, Class<?>... beans) {
		EventsApplication.with(beans).withPropertyValues("zmq.subscribers.events.topics=always").run((context) -> {
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("always"));
			test.accept(context.getSourceApplicationContext(ConfigurableApplicationContext.class));
		});
	}

	private static DefaultListableBeanFactory factory(ConfigurableApplicationContext context) {
		return (DefaultListableBeanFactory) context.getBeanFactory();
	}

	private static Listening define(ConfigurableApplicationContext context, String name) {
		factory(context).registerBeanDefinition(name, new RootBeanDefinition(Listening.class));
		return context.getBean(name, Listening.class);
	}

	@Test
	void beanCreatedAfterTheStartReceives() {
		with((context) -> {
			Listening late = define(context, "late");
			EventsApplication.publish(context, "t", "1");
			late.awaitExactly("1");
			assertThat(context.getBean(ZmqListenerRegistry.class).get("late.on").isRunning()).isTrue();
		});
	}

	@Test
	void onlyTheNewBeanOfANameReceives() {
		with((context) -> {
			Listening before = define(context, "late");
			factory(context).destroySingleton("late");
			assertThat(context.getBean(ZmqListenerRegistry.class).all()).isEmpty();
			EventsApplication.awaitUnsubscribed(context, "t");
			Listening after = context.getBean("late", Listening.class);
			EventsApplication.publish(context, "t", "1");
			after.awaitExactly("1");
			assertThat(before.heard()).isEmpty();
			assertThat(context.getBean(ZmqListenerRegistry.class).all()).extracting(ZmqListenerEndpoint::id)
				.containsExactly("late.on");
		});
	}

	@Test
	void beanOfTheStartIsDestroyedAndCreatedAgain() {
		with((context) -> {
			Listening before = context.getBean(Listening.class);
			String name = context.getBeanNamesForType(Listening.class)[0];
			factory(context).destroySingleton(name);
			EventsApplication.awaitUnsubscribed(context, "t");
			Listening after = context.getBean(Listening.class);
			EventsApplication.publish(context, "t", "1");
			after.awaitExactly("1");
			assertThat(before.heard()).isEmpty();
		}, Listening.class);
	}

	@Test
	void beanOfAScopeReceivesUntilItIsRemoved() {
		with((context) -> {
			SimpleThreadScope scope = new RemovingScope();
			factory(context).registerScope("removing", scope);
			RootBeanDefinition definition = new RootBeanDefinition(Listening.class);
			definition.setScope("removing");
			factory(context).registerBeanDefinition("scoped", definition);
			Listening before = context.getBean("scoped", Listening.class);
			EventsApplication.publish(context, "t", "1");
			before.awaitExactly("1");
			scope.remove("scoped");
			EventsApplication.awaitUnsubscribed(context, "t");
			Listening after = context.getBean("scoped", Listening.class);
			EventsApplication.publish(context, "t", "2");
			after.awaitExactly("2");
			assertThat(before.heard()).containsExactly("1");
		});
	}

	@Test
	void proxiedBeanIsRecognizedByItsTarget() {
		with((context) -> {
			String name = context.getBeanNamesForType(Proxied.class)[0];
			assertThat(context.getBean(name).getClass()).isNotEqualTo(Proxied.class);
			factory(context).destroySingleton(name);
			assertThat(context.getBean(ZmqListenerRegistry.class).all()).isEmpty();
		}, Asynchronous.class);
	}

	@Test
	void handlerHasReturnedBeforeItsBeanIsDestroyed() {
		with((context) -> {
			String name = context.getBeanNamesForType(Slow.class)[0];
			Slow slow = context.getBean(Slow.class);
			EventsApplication.publish(context, "t", "1");
			await(slow.entered);
			Thread destroying = new Thread(() -> factory(context).destroySingleton(name));
			destroying.start();
			EventsApplication.await()
				.until(() -> destroying.getState() == Thread.State.TIMED_WAITING || !destroying.isAlive());
			slow.released.countDown();
			EventsApplication.await().until(() -> !destroying.isAlive());
			assertThat(slow.destroyedWhileHandling).isFalse();
			assertThat(slow.destroyed).isTrue();
		}, Slow.class);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void destroyedBeanIsNotKept() {
		with((context) -> {
			Listening late = define(context, "late");
			EventsApplication.publish(context, "t", "1");
			late.awaitExactly("1");
			WeakReference<Listening> reference = new WeakReference<>(late);
			late = null;
			factory(context).removeBeanDefinition("late");
			Awaitility.await().until(() -> {
				System.gc();
				return reference.get() == null;
			});
		});
	}

	@Test
	void objectInitializedForATestReplacesTheOneOfTheTestBefore() {
		with((context) -> {
			String name = "SomeTests" + AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX;
			Listening before = new Listening();
			Listening after = new Listening();
			factory(context).initializeBean(before, name);
			factory(context).initializeBean(after, name);
			EventsApplication.awaitSubscriptions(context);
			EventsApplication.publish(context, "t", "1");
			after.awaitExactly("1");
			assertThat(before.heard()).isEmpty();
		});
	}

	@Test
	void beanThatIsRefusedLeavesNoHandler() {
		with((context) -> {
			factory(context).registerBeanDefinition("refused", new RootBeanDefinition(HalfRefused.class));
			assertThat(catchThrowable(() -> context.getBean("refused"))).isNotNull();
			assertThat(context.getBean(ZmqListenerRegistry.class).all()).isEmpty();
		});
	}

	static class Listening extends Inbox {

		@ZmqListener("t")
		void on(String text) {
			hear(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync(proxyTargetClass = true)
	static class Asynchronous {

		@Bean
		Proxied proxied() {
			return new Proxied();
		}

	}

	static class Proxied {

		@Async
		void other() {
		}

		@ZmqListener("t")
		void on(String text) {
		}

	}

	static class HalfRefused {

		@ZmqListener("t")
		void accepted(String text) {
		}

		@ZmqListener(topics = "t", subscriber = "unknown")
		void refused(String text) {
		}

	}

	static class Slow {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private final AtomicBoolean handling = new AtomicBoolean();

		private volatile boolean destroyed;

		private volatile boolean destroyedWhileHandling;

		@ZmqListener("t")
		void on(String text) throws InterruptedException {
			this.handling.set(true);
			this.entered.countDown();
			this.released.await();
			this.handling.set(false);
		}

		@PreDestroy
		void destroy() {
			this.destroyed = true;
			this.destroyedWhileHandling = this.handling.get();
		}

	}

	private static final class RemovingScope extends SimpleThreadScope {

		private final Map<String, Runnable> callbacks = new HashMap<>();

		@Override
		public void registerDestructionCallback(String name, Runnable callback) {
			this.callbacks.put(name, callback);
		}

		@Override
		public Object remove(String name) {
			this.callbacks.remove(name).run();
			return super.remove(name);
		}

	}

}
