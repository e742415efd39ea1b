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

import io.zmqspring.autoconfigure.ZmqAutoConfiguration
import io.zmqspring.controller.ZmqController
import io.zmqspring.handler.ZmqErrorHandler
import io.zmqspring.listener.ZmqListener
import io.zmqspring.listener.ZmqResultListener
import io.zmqspring.listener.ZmqWorkHandler
import io.zmqspring.message.ZmqException
import io.zmqspring.message.ZmqHeaders
import io.zmqspring.message.ZmqMessage
import io.zmqspring.message.ZmqWorkFailedException
import io.zmqspring.publisher.ZmqPublisher
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.springframework.boot.autoconfigure.AutoConfigurations
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.springframework.context.ApplicationContext
import org.springframework.messaging.handler.annotation.Header
import org.springframework.messaging.handler.annotation.SendTo
import java.time.Duration
import java.util.concurrent.BlockingQueue
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS

/**
 * Suspending functions and flows as a Kotlin application declares them.
 */
class SuspendingFunctionTests {

    private val events = ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration::class.java, ZmqAutoConfiguration::class.java))
        .withBean(Heard::class.java)
        .withPropertyValues("zmq.publishers.events.address=inproc://events", "zmq.subscribers.events.address=inproc://events")

    @Test
    fun `result of a suspending listener is published`() = exchange("order", mapOf("id" to 7, "item" to "tea"), """{"order":7}""")

    @Test
    fun `suspending listener that does not suspend publishes its result`() = exchange("direct", "a", "direct a")

    @Test
    fun `elements of a suspended list are one message each`() = exchange("lines", "a b", "a", "b")

    @Test
    fun `elements of a flow are one message each`() = exchange("count", "3", "1", "2", "3")

    @Test
    fun `suspending batch listener returns a batch`() = exchange("batch", "a", "A")

    @Test
    fun `nullable payload is passed as null and a result that is null is not published`() =
        exchange("orders", listOf("null", """{"id":0,"item":"none"}""", """{"id":7,"item":"tea"}"""), "no order", "order 7")

    @Test
    fun `nullable payload and result of a suspending function are the same`() =
        exchange("orders.later", listOf("null", """{"id":0,"item":"none"}""", """{"id":8,"item":"tea"}"""), "no order", "order 8")

    private fun exchange(topic: String, payload: Any, vararg results: String) = exchange(topic, listOf(payload), *results)

    private fun exchange(topic: String, payloads: List<Any>, vararg results: String) {
        this.events.withBean(Suspending::class.java).run { context ->
            context.getBean(ZmqPublisher::class.java).awaitSubscriber("result", Duration.ofSeconds(10))
            payloads.forEach { publish(context, topic, it) }
            assertThat(results.map { context.getBean(Heard::class.java).next() }).containsExactly(*results)
        }
    }

    @Test
    fun `exception after a suspension fails one message`() {
        this.events.withBean(Unreliable::class.java).withBean(Errors::class.java).run { context ->
            publish(context, "order", "fail")
            assertThat(context.getBean(Heard::class.java).next()).isEqualTo("not today")
            publish(context, "order", "fine")
            assertThat(context.getBean(Heard::class.java).next()).isEqualTo("fine")
        }
    }

    @Test
    fun `work handler and result listener may suspend`() {
        this.events.withBean(Kitchen::class.java)
            .withPropertyValues(
                "zmq.subscribers.events.topics=a",
                "zmq.controllers.main.workers.tea.push.address=inproc://work",
                "zmq.controllers.main.workers.tea.pull.address=inproc://results",
                "zmq.workers.tea.pull.address=inproc://work",
                "zmq.workers.tea.push.address=inproc://results",
            ).run { context ->
                val controller = context.getBean(ZmqController::class.java)
                assertThat(controller.request("tea", Order(7, "tea"), Receipt::class.java).get(10, SECONDS)).isEqualTo(Receipt(7))
                assertThatThrownBy { controller.request("tea", Order(0, "tea"), Receipt::class.java).get(10, SECONDS) }
                    .hasCauseInstanceOf(ZmqWorkFailedException::class.java)
                    .hasMessageContaining("no such order")
                controller.send("tea", Order(8, "tea"))
                assertThat(context.getBean(Heard::class.java).next()).isEqualTo("receipt 8")
            }
    }

    private fun publish(context: ApplicationContext, topic: String, payload: Any) {
        val publisher = context.getBean(ZmqPublisher::class.java)
        assertThat(publisher.awaitSubscriber(topic, Duration.ofSeconds(10))).isTrue()
        publisher.publish(payload, topic)
    }

}

data class Order(val id: Int, val item: String)

data class Receipt(val order: Int)

class Heard {

    private val heard: BlockingQueue<String> = LinkedBlockingQueue()

    fun hear(text: String) = this.heard.add(text)

    fun next(): String? = this.heard.poll(10, SECONDS)

}

@SendTo("result")
class Suspending(private val heard: Heard) {

    @ZmqListener("order")
    suspend fun book(order: Order): Receipt {
        delay(5)
        return Receipt(order.id)
    }

    @ZmqListener("direct")
    suspend fun direct(text: String, @Header(ZmqHeaders.TOPIC) topic: String): String = "$topic $text"

    @ZmqListener("lines")
    suspend fun split(text: String): List<String> {
        delay(5)
        return text.split(' ')
    }

    @ZmqListener("count")
    fun count(last: Int): Flow<String> = flow {
        for (number in 1..last) {
            delay(1)
            emit("$number")
        }
    }

    @ZmqListener("batch")
    suspend fun batch(texts: List<String>): List<String> {
        delay(5)
        return texts.map { it.uppercase() }
    }

    @ZmqListener("orders")
    fun describe(order: Order?): String? = when (order?.id) {
        null -> "no order"
        0 -> null
        else -> "order ${order.id}"
    }

    @ZmqListener("orders.later")
    suspend fun describeLater(order: Order?): String? {
        delay(5)
        return describe(order)
    }

    @ZmqListener("result")
    suspend fun result(result: String) {
        delay(1)
        this.heard.hear(result)
    }

}

class Unreliable(private val heard: Heard) {

    @ZmqListener("order")
    suspend fun on(text: String) {
        delay(5)
        check(text != "fail") { "not today" }
        this.heard.hear(text)
    }

}

class Errors(private val heard: Heard) : ZmqErrorHandler {

    override fun handle(message: ZmqMessage, error: ZmqException) {
        this.heard.hear(error.cause?.message ?: "no cause")
    }

}

class Kitchen(private val heard: Heard) {

    @ZmqWorkHandler
    suspend fun work(order: Order): Receipt {
        delay(5)
        check(order.id > 0) { "no such order" }
        return Receipt(order.id)
    }

    @ZmqResultListener
    suspend fun result(receipt: Receipt) {
        delay(5)
        this.heard.hear("receipt ${receipt.order}")
    }

}
