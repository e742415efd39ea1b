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

import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.AopTestUtils;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners on beans behind a proxy are called through it.
 */
class ProxiedListenerTests {

	private static ApplicationContextRunner classProxies(Class<?> listener) {
		return EventsApplication.with(listener, Transactions.class).withUserConfiguration(ClassProxies.class);
	}

	private static ApplicationContextRunner interfaceProxies(Class<?> listener) {
		return EventsApplication.with(listener, Transactions.class).withUserConfiguration(InterfaceProxies.class);
	}

	@Test
	void visibleMethodsOfAClassProxyAreCalledThroughIt() {
		classProxies(OnClass.class).run((context) -> {
			assertThat(AopUtils.isCglibProxy(context.getBean(OnClass.class))).isTrue();
			EventsApplication.publish(context, "a", "payload");
			Inbox.of(context, OnClass.class).awaitInAnyOrder("package true", "protected true", "public true");
		});
	}

	@Test
	void methodOfAnInterfaceProxyIsCalledThroughIt() {
		interfaceProxies(OnInterface.class).run((context) -> {
			Listening proxy = context.getBean(Listening.class);
			assertThat(AopUtils.isJdkDynamicProxy(proxy)).isTrue();
			EventsApplication.publish(context, "a", "payload");
			Inbox target = AopTestUtils.getUltimateTargetObject(proxy);
			target.awaitExactly("payload true");
		});
	}

	@Test
	void staticMethodNeedsNoProxy() {
		StaticOnInterface.heard = "";
		interfaceProxies(StaticOnInterface.class).run((context) -> {
			EventsApplication.publish(context, "a", "payload");
			EventsApplication.await().until(() -> StaticOnInterface.heard.equals("payload"));
		});
	}

	@Test
	void privateMethodOfAProxyIsRefused() {
		refused(classProxies(Private.class), "Private.hidden", "is private", "neither private nor final");
	}

	@Test
	void finalMethodOfAClassProxyIsRefused() {
		refused(classProxies(Final.class), "Final.on", "is final");
	}

	@Test
	void methodThatAnInterfaceProxyDoesNotHaveIsRefused() {
		refused(interfaceProxies(NotInInterface.class), "NotInInterface.hidden", "proxyTargetClass");
	}

	private static void refused(ApplicationContextRunner runner, String... parts) {
		runner.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
			.hasMessageContainingAll(parts));
	}

	private static boolean inTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class ClassProxies {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = false)
	static class InterfaceProxies {

	}

	@SuppressWarnings("serial")
	static class Transactions extends AbstractPlatformTransactionManager {

		@Override
		protected Object doGetTransaction() {
			return "transaction";
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

	}

	@Transactional
	static class OnClass extends Inbox {

		@ZmqListener("a")
		void first(String payload) {
			hear("package " + inTransaction());
		}

		@ZmqListener("a")
		protected void second(String payload) {
			hear("protected " + inTransaction());
		}

		@ZmqListener("a")
		public void third(String payload) {
			hear("public " + inTransaction());
		}

	}

	interface Listening {

		void on(String payload);

	}

	@Transactional
	static class OnInterface extends Inbox implements Listening {

		@Override
		@ZmqListener("a")
		public void on(String payload) {
			hear(payload + " " + inTransaction());
		}

	}

	@Transactional
	static class StaticOnInterface implements Listening {

		static volatile String heard = "";

		@Override
		public void on(String payload) {
		}

		@ZmqListener("a")
		static void onStatic(String payload) {
			heard = payload;
		}

	}

	@Transactional
	static class Private {

		@ZmqListener("a")
		private void hidden(String payload) {
		}

		void visible() {
		}

	}

	@Transactional
	static class Final {

		@ZmqListener("a")
		final void on(String payload) {
		}

		void visible() {
		}

	}

	@Transactional
	static class NotInInterface implements Listening {

		@Override
		public void on(String payload) {
		}

		@ZmqListener("a")
		public void hidden(String payload) {
		}

	}

}
