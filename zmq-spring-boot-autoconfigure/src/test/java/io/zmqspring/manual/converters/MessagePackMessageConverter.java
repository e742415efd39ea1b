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

package io.zmqspring.manual.converters;

import java.io.IOException;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqMessageConverter;

/**
 * Payloads in MessagePack. Jackson converts between objects and a tree, and the tree is
 * written and read.
 */
// tag::messagepack[]
class MessagePackMessageConverter implements ZmqMessageConverter {

	private final JsonMapper mapper = new JsonMapper();

	@Override
	public byte[] toBytes(Object payload) {
		try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
			write(this.mapper.valueToTree(payload), packer);
			return packer.toByteArray();
		}
		catch (IOException | JacksonException ex) {
			throw new ZmqConversionException(payload.getClass() + " cannot be written as MessagePack", ex);
		}
	}

	private static void write(JsonNode node, MessagePacker packer) throws IOException {
		switch (node.getNodeType()) {
			case OBJECT -> {
				packer.packMapHeader(node.size());
				for (String name : node.propertyNames()) {
					packer.packString(name);
					write(node.path(name), packer);
				}
			}
			case ARRAY -> {
				packer.packArrayHeader(node.size());
				for (JsonNode element : node) {
					write(element, packer);
				}
			}
			case STRING -> packer.packString(node.stringValue());
			case BOOLEAN -> packer.packBoolean(node.booleanValue());
			case NUMBER -> {
				if (node.isIntegralNumber()) {
					packer.packLong(node.longValue());
				}
				else {
					packer.packDouble(node.doubleValue());
				}
			}
			case NULL -> packer.packNil();
			default -> throw new IOException("No MessagePack for " + node.getNodeType());
		}
	}

	@Override
	public @Nullable Object fromBytes(byte[] bytes, Type type) {
		if (bytes.length == 0) {
			return null;
		}
		try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
			return this.mapper.treeToValue(read(unpacker), this.mapper.constructType(type));
		}
		catch (IOException | MessagePackException | JacksonException ex) {
			throw new ZmqConversionException("The payload is not the MessagePack of " + type.getTypeName(), ex);
		}
	}

	// Grows with what has arrived: a peer can announce any number of elements
	private static JsonNode read(MessageUnpacker unpacker) throws IOException {
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		return switch (unpacker.getNextFormat().getValueType()) {
			case MAP -> {
				ObjectNode object = nodes.objectNode();
				for (int left = unpacker.unpackMapHeader(); left > 0; left--) {
					object.set(unpacker.unpackString(), read(unpacker));
				}
				yield object;
			}
			case ARRAY -> {
				ArrayNode array = nodes.arrayNode();
				for (int left = unpacker.unpackArrayHeader(); left > 0; left--) {
					array.add(read(unpacker));
				}
				yield array;
			}
			case STRING -> nodes.stringNode(unpacker.unpackString());
			case BOOLEAN -> nodes.booleanNode(unpacker.unpackBoolean());
			case INTEGER -> nodes.numberNode(unpacker.unpackLong());
			case FLOAT -> nodes.numberNode(unpacker.unpackDouble());
			case NIL -> {
				unpacker.unpackNil();
				yield nodes.nullNode();
			}
			default -> throw new IOException("Bytes and extensions are not supported");
		};
	}

}
// end::messagepack[]
