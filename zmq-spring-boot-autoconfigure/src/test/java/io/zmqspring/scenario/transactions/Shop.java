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

package io.zmqspring.scenario.transactions;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import io.zmqspring.ZmqOperations;
import io.zmqspring.ZmqTemplate;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqErrorEvent;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with a database, a transactional template, two publishers and a listener
 * to the topic {@code order} of both.
 */
final class Shop implements AutoCloseable {

	private final TestApplication application = start("tcp://127.0.0.1:" + FreePort.find(),
			"tcp://127.0.0.1:" + FreePort.find());

	Shop() {
		awaitSubscribers();
	}

	private static TestApplication start(String events, String audit) {
		return TestApplication.start(Beans.class, "zmq.template.transactional=true", "zmq.template.publisher=events",
				"zmq.publishers.events.address=" + events, "zmq.publishers.audit.address=" + audit,
				"zmq.subscribers.in.address=" + events + "," + audit);
	}

	void awaitSubscribers() {
		this.application.beans(ZmqPublisher.class)
			.values()
			.forEach((publisher) -> EventsApplication.await().until(() -> publisher.hasSubscriber("order")));
	}

	ZmqTemplate template() {
		return this.application.bean(ZmqTemplate.class);
	}

	boolean publish(Object payload) {
		return template().publish(payload, "order");
	}

	ZmqPublisher events() {
		return template().publisher("events");
	}

	ZmqPublisher audit() {
		return template().publisher("audit");
	}

	Orders orders() {
		return this.application.bean(Orders.class);
	}

	Inbox inbox() {
		return this.application.bean(Inbox.class);
	}

	TransactionTemplate transaction(int propagation) {
		TransactionTemplate transaction = new TransactionTemplate(
				this.application.bean(PlatformTransactionManager.class));
		transaction.setPropagationBehavior(propagation);
		return transaction;
	}

	void inTransaction(int propagation, Consumer<TransactionStatus> action) {
		transaction(propagation).executeWithoutResult(action);
	}

	void inTransaction(Consumer<TransactionStatus> action) {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, action);
	}

	@Override
	public void close() {
		this.application.close();
	}

	static class Orders {

		private final JdbcTemplate jdbc;

		private final ZmqOperations zmq;

		Orders(JdbcTemplate jdbc, ZmqOperations zmq) {
			this.jdbc = jdbc;
			this.zmq = zmq;
		}

		// tag::place[]
		@Transactional
		public void place(String what, boolean fail) {
			// Published after the commit, not at all after a rollback
			this.zmq.publish(new Order(what), "order");
			this.jdbc.update("insert into orders values (?)", what);
			if (fail) {
				throw new IllegalStateException("no " + what);
			}
		}
		// end::place[]

		public Integer placed() {
			return this.jdbc.queryForObject("select count(*) from orders", Integer.class);
		}

		record Order(String what) {
		}

	}

	static class Inbox {

		private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

		private final BlockingQueue<ZmqErrorEvent> errors = new LinkedBlockingQueue<>();

		@ZmqListener("order")
		void on(String payload) {
			this.messages.add(payload);
		}

		@EventListener
		void on(ZmqErrorEvent event) {
			this.errors.add(event);
		}

		ZmqErrorEvent nextError() throws InterruptedException {
			return this.errors.poll(30, TimeUnit.SECONDS);
		}

		/**
		 * Check that these messages have arrived, or are about to, and no other.
		 */
		void assertReceived(String... payloads) {
			EventsApplication.await().until(() -> this.messages.size() >= payloads.length);
			assertThat(this.messages).containsExactly(payloads);
			this.messages.clear();
		}

		void assertReceivedInAnyOrder(String... payloads) {
			EventsApplication.await().until(() -> this.messages.size() >= payloads.length);
			assertThat(this.messages).containsExactlyInAnyOrder(payloads);
			this.messages.clear();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class Beans {

		@Bean
		DataSource dataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
		}

		@Bean
		PlatformTransactionManager transactions(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		JdbcTemplate jdbcTemplate(DataSource dataSource) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			jdbc.execute("create table if not exists orders (what varchar)");
			return jdbc;
		}

		@Bean
		Orders orders(JdbcTemplate jdbc, ZmqOperations zmq) {
			return new Orders(jdbc, zmq);
		}

		@Bean
		Inbox inbox() {
			return new Inbox();
		}

	}

}
