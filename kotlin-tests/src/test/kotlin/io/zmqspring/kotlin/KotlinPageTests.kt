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

package io.zmqspring.kotlin

import io.zmqspring.ZmqTemplate
import io.zmqspring.autoconfigure.ZmqAutoConfiguration
import io.zmqspring.controller.ZmqController
import io.zmqspring.handler.ZmqErrorHandler
import io.zmqspring.listener.ZmqListener
import io.zmqspring.listener.ZmqWorkHandler
import io.zmqspring.message.ZmqException
import io.zmqspring.publisher.ZmqPublisher
import io.zmqspring.subscriber.ZmqSubscriber
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.boot.autoconfigure.AutoConfigurations
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration
import org.springframework.boot.runApplication
import org.springframework.boot.test.context.assertj.AssertableApplicationContext
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.springframework.context.annotation.Bean
import org.springframework.context.annotation.Configuration
import org.springframework.messaging.handler.annotation.SendTo
import java.time.Duration
import java.util.concurrent.BlockingQueue
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS

/**
 * The listings of `docs/kotlin.md`.
 */
class KotlinPageTests {

    private val received: BlockingQueue<Any> = LinkedBlockingQueue()

    private val runner = ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration::class.java, ZmqAutoConfiguration::class.java))
        .withBean(Received::class.java, { Received(this.received) })
        .withBean(ZmqErrorHandler::class.java, { ZmqErrorHandler { _, error -> this.received.add(error) } })
        .withPropertyValues("zmq.publishers.events.address=inproc://events", "zmq.subscribers.events.address=inproc://events")

    @Test
    fun `data class is sent and received`() {
        this.runner.withBean(Shop::class.java).run { context ->
            awaitSubscriber(context, "order.placed")
            context.getBean(Shop::class.java).place(1)
            assertThat(next()).isEqualTo(Order(1, "tea", 1))
        }
    }

    @Test
    fun `suspending listener publishes its result`() {
        this.runner.withBean(Acceptance::class.java).withBean(Prices::class.java).run { context ->
            awaitSubscriber(context, "order.accepted")
            publish(context, "order.created", Order(2, "tea"))
            assertThat(next()).isEqualTo(Receipt(2, 20))
        }
    }

    @Test
    fun `property with a default may be absent and one without must not`() {
        this.runner.withBean(Shop::class.java).run { context ->
            publish(context, "order.placed", """{"id":3,"item":"tea"}""")
            assertThat(next()).isEqualTo(Order(3, "tea", 1))
            publish(context, "order.placed", """{"id":3}""")
            assertThat(next()).isInstanceOf(ZmqException::class.java)
        }
    }

    @Test
    fun `nullable parameter takes an absent payload`() {
        this.runner.withBean(Nullable::class.java).run { context ->
            publish(context, "maybe", "null")
            assertThat(next()).isEqualTo("nothing")
            publish(context, "never", "null")
            assertThat(next()).isInstanceOf(ZmqException::class.java)
        }
    }

    @Test
    fun `request is awaited in a coroutine`() {
        this.runner.withBean(Kitchen::class.java)
            .withPropertyValues(
                "zmq.subscribers.events.topics=a",
                "zmq.controllers.main.workers.tea.push.address=inproc://work",
                "zmq.controllers.main.workers.tea.pull.address=inproc://results",
                "zmq.workers.tea.pull.address=inproc://work",
                "zmq.workers.tea.push.address=inproc://results",
            ).run { context ->
                val waiter = Waiter(context.getBean(ZmqController::class.java))
                assertThat(runBlocking { waiter.serve(Order(4, "tea")) }).isEqualTo("4: 1 cups")
            }
    }

    @Test
    fun `handler is added in code`() {
        this.runner.withUserConfiguration(Handlers::class.java).run { context ->
            publish(context, "order.added", Order(5, "milk"))
            assertThat(next()).isEqualTo("order.added: milk")
        }
    }

    private fun next(): Any? = this.received.poll(10, SECONDS)

    private fun awaitSubscriber(context: AssertableApplicationContext, topic: String) =
        assertThat(context.getBean(ZmqPublisher::class.java).awaitSubscriber(topic, Duration.ofSeconds(10))).isTrue()

    private fun publish(context: AssertableApplicationContext, topic: String, payload: Any) {
        awaitSubscriber(context, topic)
        context.getBean(ZmqPublisher::class.java).publish(payload, topic)
    }

    class Received(private val queue: BlockingQueue<Any>) {

        fun add(what: Any) = this.queue.add(what)

    }

    data class Receipt(val order: Int, val price: Int)

    // tag::data[]
    data class Order(val id: Int, val item: String, val cups: Int = 1)

    class Shop(private val zmq: ZmqTemplate, private val received: Received) {

        fun place(id: Int) = this.zmq.publish(Order(id, "tea"), "order.placed")

        @ZmqListener("order.placed")
        fun on(order: Order) {
            this.received.add(order)
        }

    }
    // end::data[]

    class Prices {

        suspend fun find(item: String): Int {
            delay(5)
            return item.length + 17
        }

    }

    class Acceptance(private val prices: Prices, private val received: Received) {

        // tag::suspend[]
        @ZmqListener("order.created")
        @SendTo("order.accepted")
        suspend fun accept(order: Order): Receipt {
            val price = prices.find(order.item)   // suspends
            return Receipt(order.id, price)
        }
        // end::suspend[]

        @ZmqListener("order.accepted")
        fun accepted(receipt: Receipt) {
            this.received.add(receipt)
        }

    }

    class Nullable(private val received: Received) {

        // tag::nullable[]
        @ZmqListener("maybe")
        fun maybe(order: Order?) {
            this.received.add(order ?: "nothing")
        }
        // end::nullable[]

        @ZmqListener("never")
        fun never(order: Order) {
            this.received.add(order)
        }

    }

    class Kitchen {

        @ZmqWorkHandler("tea")
        suspend fun brew(order: Order): Map<String, Any> {
            delay(5)
            return mapOf("text" to "${order.cups} cups")
        }

    }

    // tag::await[]
    class Waiter(private val controller: ZmqController) {

        suspend fun serve(order: Order): String {
            val tea = this.controller.request("tea", order, Tea::class.java).await()
            return "${order.id}: ${tea?.text}"
        }

    }

    data class Tea(val text: String)
    // end::await[]

    @Configuration(proxyBeanMethods = false)
    class Handlers {

        // tag::handler[]
        @Bean
        fun orders(eventsSubscriber: ZmqSubscriber, received: Received) =
            eventsSubscriber.addHandler("order.added", Order::class.java) { topic, order ->
                received.add("$topic: ${order.item}")
            }
        // end::handler[]

    }

}

// tag::main[]
@SpringBootApplication
class KotlinApplication

fun main(args: Array<String>) {
    runApplication<KotlinApplication>(*args)
}
// end::main[]
