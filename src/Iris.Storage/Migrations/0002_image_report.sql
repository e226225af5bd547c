-- What was done to each image, as JSON (an array, one object an image); NULL when the request had none.
ALTER TABLE requests ADD COLUMN image_report TEXT;
