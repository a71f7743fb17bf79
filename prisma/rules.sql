-- What Prisma's language can't say. Runs after each schema push, in one
-- transaction, and must stay safe to run again.

-- Drops and adds a check, so that its text here is always the one in force.
CREATE OR REPLACE FUNCTION pg_temp.set_check(target regclass, name text, condition text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I', target, name);
  EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (%s)', target, name, condition);
END $$;

SELECT
  pg_temp.set_check('product', 'product_slug_form', $$ slug ~ '^[^\s/?#%[:upper:]]{1,255}$' $$),
  pg_temp.set_check('product', 'product_title_length', $$ length(btrim(title)) BETWEEN 1 AND 255 $$),
  pg_temp.set_check('product', 'product_currency_form', $$ currency ~ '^[A-Z]{3}$' $$),
  pg_temp.set_check('product', 'product_tags_present', $$ tags IS NOT NULL $$),
  pg_temp.set_check('product', 'product_version_positive', $$ version > 0 $$),
  pg_temp.set_check('product_option', 'product_option_position_range', $$ position BETWEEN 1 AND 3 $$),
  pg_temp.set_check('product_option', 'product_option_name_length', $$ length(btrim(name)) BETWEEN 1 AND 255 $$),
  pg_temp.set_check('variant', 'variant_price_range', $$ price_minor >= 0 $$),
  pg_temp.set_check('variant', 'variant_compare_at_range', $$ compare_at_minor >= 0 $$),
  pg_temp.set_check('variant', 'variant_weight_range', $$ weight_grams >= 0 $$),
  pg_temp.set_check('variant', 'variant_position_positive', $$ position > 0 $$),
  pg_temp.set_check('variant', 'variant_sku_not_empty', $$ sku <> '' $$),
  pg_temp.set_check('product_image', 'product_image_position_positive', $$ position > 0 $$),
  pg_temp.set_check('product_image', 'product_image_has_source', $$ file_id IS NOT NULL OR source_url IS NOT NULL $$),
  pg_temp.set_check('image_file', 'image_file_size_positive', $$ width > 0 AND height > 0 AND cardinality(widths) > 0 $$),
  pg_temp.set_check('image_file', 'image_file_color_form', $$ color ~ '^#[0-9a-f]{6}$' $$),
  pg_temp.set_check('category', 'category_slug_form', $$ slug ~ '^[^\s/?#%[:upper:]]{1,255}$' $$),
  pg_temp.set_check('category', 'category_title_length', $$ length(btrim(title)) BETWEEN 1 AND 255 $$),
  pg_temp.set_check('category', 'category_version_positive', $$ version > 0 $$),
  pg_temp.set_check('admin_user', 'admin_user_email_form', $$ email = lower(email) AND email ~ '^[^\s@]+@[^\s@]+$' $$),
  pg_temp.set_check('admin_user', 'admin_user_version_positive', $$ version > 0 $$);

-- What customers' search looks in.
CREATE OR REPLACE FUNCTION product_set_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search_text := lower(concat_ws(' ', NEW.title, NEW.type, NEW.vendor, array_to_string(NEW.tags, ' ')));
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER product_search_text
  BEFORE INSERT OR UPDATE OF title, type, vendor, tags, search_text ON product
  FOR EACH ROW EXECUTE FUNCTION product_set_search_text();

-- A product's prices and availability, from its variants: once for each statement.
CREATE OR REPLACE FUNCTION product_summarise_variants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE product SET
    price_min = s.price_min, price_max = s.price_max, on_sale = s.on_sale, available = s.available
  FROM (
    SELECT p.id,
      coalesce(min(v.price_minor), 0) AS price_min,
      coalesce(max(v.price_minor), 0) AS price_max,
      coalesce(bool_or(v.compare_at_minor > v.price_minor), false) AS on_sale,
      coalesce(bool_or(NOT v.track_stock OR v.stock > 0 OR v.out_of_stock = 'continue'), false) AS available
    FROM (SELECT DISTINCT product_id AS id FROM changed) p
    LEFT JOIN variant v ON v.product_id = p.id
    GROUP BY p.id
  ) s
  WHERE product.id = s.id
    AND (product.price_min, product.price_max, product.on_sale, product.available)
      IS DISTINCT FROM (s.price_min, s.price_max, s.on_sale, s.available);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER variant_inserted AFTER INSERT ON variant
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION product_summarise_variants();
CREATE OR REPLACE TRIGGER variant_updated AFTER UPDATE ON variant
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION product_summarise_variants();
CREATE OR REPLACE TRIGGER variant_deleted AFTER DELETE ON variant
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION product_summarise_variants();

-- A category is never its own ancestor. The lock keeps two moves from closing a ring together.
CREATE OR REPLACE FUNCTION category_refuse_ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('category_tree'));
  IF EXISTS (
    WITH RECURSIVE ancestor(id, parent_id) AS (
      SELECT id, parent_id FROM category WHERE id = NEW.parent_id
      UNION
      SELECT c.id, c.parent_id FROM category c JOIN ancestor a ON c.id = a.parent_id
    )
    SELECT FROM ancestor WHERE id = NEW.id
  ) THEN
    RAISE EXCEPTION 'category % would be its own ancestor', NEW.slug
      USING ERRCODE = 'check_violation', CONSTRAINT = 'category_no_ring';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER category_no_ring AFTER INSERT OR UPDATE OF parent_id ON category
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION category_refuse_ring();

-- Products whose search_text has every word, mistyped ones too: alike by trigrams
-- (0.4 takes one slip in six letters), or by the word's pattern of slips, if it has one.
-- The longest word comes first: it is the one candidates are looked up by, through the index for
-- trigrams and in one pass for slips (an OR of both would try both on every product). Nobody
-- looks through more than 5000 guesses.
CREATE OR REPLACE FUNCTION product_ids_alike(words text[], slips text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE
SET pg_trgm.word_similarity_threshold = 0.4 AS $$
  WITH candidate AS MATERIALIZED (
    (SELECT p.id, p.search_text FROM product p
      WHERE words[1] <% p.search_text LIMIT 5000)
    UNION
    (SELECT p.id, p.search_text FROM product p
      WHERE slips[1] IS NOT NULL AND p.search_text ~ slips[1] LIMIT 5000)
  )
  SELECT p.id FROM candidate p
  WHERE NOT EXISTS (
    SELECT FROM unnest(words, slips) AS w(word, slip)
    WHERE NOT (w.word <% p.search_text
      OR p.search_text LIKE '%' || w.word || '%'
      OR coalesce(p.search_text ~ w.slip, false)))
$$;
