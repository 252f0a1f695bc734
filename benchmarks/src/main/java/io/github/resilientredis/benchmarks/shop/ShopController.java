/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.shop;

import java.math.BigDecimal;

import jakarta.servlet.http.HttpSession;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.SessionAttribute;

/**
 * All pages of the shop. Who comes with a session that is not known is told so by 400.
 */
@RestController
class ShopController {

	private static final String BASKET = "basket";

	private final Products products;

	ShopController(Products products) {
		this.products = products;
	}

	@GetMapping("/products/{number}")
	Product product(@PathVariable int number) {
		return this.products.find(number);
	}

	@PutMapping("/products/{number}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void change(@PathVariable int number) {
		this.products.change(number);
	}

	@PostMapping("/login/{user}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void login(@PathVariable String user, HttpSession session) {
		session.setAttribute(BASKET, new Basket(user));
	}

	@GetMapping("/basket")
	Basket.Summary basket(@SessionAttribute(BASKET) Basket basket) {
		return basket.summary();
	}

	@PostMapping("/basket/{number}")
	Basket.Summary put(@PathVariable int number, @SessionAttribute(BASKET) Basket basket, HttpSession session) {
		Basket changed = basket.with(Product.of(number));
		session.setAttribute(BASKET, changed);
		return changed.summary();
	}

	@GetMapping("/quotes/{number}")
	Quote quote(@PathVariable int number) {
		return new Quote(number, Product.of(number).price().multiply(BigDecimal.valueOf(0.9)));
	}

	/**
	 * What a product costs today.
	 *
	 * @param number of the product
	 * @param price in euros
	 */
	record Quote(int number, BigDecimal price) {

	}

}
